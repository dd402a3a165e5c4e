"""What Home, the plan and the page of readiness show."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from hotseat.learner.plan import PlanDay, Task
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.practice import reasons
from hotseat.practice.desk import Desk
from hotseat.practice.outlook import Outlook
from hotseat.practice.timetable import PLACES, link_to
from hotseat.practice.wishes import WEEKDAYS, Wishes, days_in
from hotseat.web.errors import Refused
from hotseat.web.question_pages import day_of
from hotseat.web.security import Form

SHOWN_TASKS = 6
OPEN_DAYS = 5


def wishes_of(form: Form) -> Wishes:
    """What a form says about the interview. Raises WrongInput."""
    minutes = form.text("minutes", "").strip()
    if not (minutes.isascii() and minutes.isdecimal() and len(minutes) < 5):
        raise WrongInput(f"'{minutes[:20]}' is no number of minutes.", "", "Give 5 to 600.")
    return Wishes(
        interview=day_of(form.text("day")),
        role=form.text("role") or None,
        minutes=int(minutes),
        weekdays_off=frozenset(n for n in range(len(WEEKDAYS)) if form.text(f"off{n}")),
        days_off=days_in(form.text("days_off")),
        is_asked=True,
    )


def asking(desk: Desk, form: Form | None = None, error: HotseatError | None = None) -> dict[str, Any]:
    """What the form of wishes needs. form: that was refused, as far as it can be read again."""
    notebook = desk.progress.notebook
    wishes = notebook.read()
    if form is not None:
        off = frozenset(n for n in range(len(WEEKDAYS)) if form.text(f"off{n}"))
        wishes = replace(wishes, role=form.text("role") or None, weekdays_off=off)
    return {"wishes": wishes, "formats": notebook.formats(), "weekdays": WEEKDAYS, "error": error}


def or_refused(make: Callable[[], bytes]) -> bytes:
    """What is made. Raises a 409 with the error's own sentence."""
    try:
        return make()
    except WrongInput as error:
        raise Refused(409, error) from error


def headline(outlook: Outlook) -> str:
    """What today is."""
    if outlook.wishes.interview == outlook.today_date:
        return "Your interview is today"
    if outlook.today is None:
        return "A day off"
    if outlook.today.tasks:
        return f"Today, {round(outlook.today.minutes)} min"
    return "Done for today" if outlook.done_today else "Nothing fits today"


def rest_of(tasks: Sequence[Task]) -> str:
    """What a short list leaves out."""
    left = tasks[SHOWN_TASKS:]
    return f"{len(left)} more, {round(sum(each.minutes for each in left))} min" if left else ""


def next_day(outlook: Outlook) -> PlanDay | None:
    """The first day of study after today."""
    return next((each for each in outlook.plan.days if each.day > outlook.today_date and each.tasks), None)


def day_words(day: date, today: date) -> str:
    """A day of the plan: "Today", "Tomorrow", then the weekday and the date."""
    gap = (day - today).days
    said = f"{day:%A} {day.day} {day:%B}"
    return {0: f"Today, {said}", 1: f"Tomorrow, {said}"}.get(gap, said)


def weeks_of(days: Sequence[PlanDay]) -> list[list[PlanDay]]:
    """Days of study by calendar week."""
    return [list(week) for _, week in groupby(days, key=lambda each: each.day.isocalendar()[:2])]


# What the templates of Home, the plan and readiness have in common.
WORDS: Final[dict[str, Any]] = {
    "reasons": reasons,
    "places": PLACES,
    "task_link": link_to,
    "day_words": day_words,
    "next_day": next_day,
    "headline": headline,
    "rest_of": rest_of,
    "shown_tasks": SHOWN_TASKS,
    "weeks_of": weeks_of,
    "open_days": OPEN_DAYS,
}
