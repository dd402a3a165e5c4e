"""The plan as a calendar file."""

from typing import TYPE_CHECKING

from hotseat.model.errors import WrongInput

if TYPE_CHECKING:
    from hotseat.learner.plan import Task
    from hotseat.practice.desk import Desk

PLACES = {"coding": "/problems", "concept": "/questions", "drill": "/drills", "behavioural": "/stories"}


def link_to(task: "Task") -> str:
    """The path of the page where a task is done."""
    return "/loops" if task.kind == "mock" else f"{PLACES[task.round]}/{task.unit}"


def calendar_file(desk: "Desk", address: str = "") -> bytes:
    """One event for each day of study, and the interview. address: of the server, put before links; empty for none.

    Raises WrongInput without a date.
    """
    from hotseat.learner.calendar import calendar_of

    outlook = desk.progress.outlook()
    if outlook.wishes.interview is None:
        fix = "Set the day first: hotseat plan --interview 2026-12-31, or on the page of the plan."
        raise WrongInput("A calendar needs the day of your interview.", "", fix)

    def link(task: "Task") -> str:
        return address + link_to(task)

    return calendar_of(
        outlook.plan, outlook.wishes.interview, outlook.facts.now, link=link if address else None
    )
