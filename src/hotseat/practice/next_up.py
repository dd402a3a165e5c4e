"""The one thing to do next: what has begun, else the first open item of today's plan, else reviews that are due."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotseat.learner.plan import Task
from hotseat.practice import reasons
from hotseat.practice.outlook import Outlook
from hotseat.practice.timetable import link_to

if TYPE_CHECKING:
    from hotseat.practice.desk import Desk

FEW_ANSWERS = 10


@dataclass(frozen=True)
class NextUp:
    """words: of the button; link: a path; because: what it is, and why now."""

    words: str
    link: str
    because: str


def next_up(desk: "Desk", outlook: Outlook) -> NextUp | None:
    """What to do now; None on the day of the interview, and when nothing is left."""
    begun = _interview(desk) or _diagnostic(desk, outlook)
    if begun is not None:
        return begun
    if outlook.today is not None and outlook.today.tasks:
        task = outlook.today.tasks[0]
        return NextUp("Begin", link_to(task), why_now(outlook, task))
    queue = desk.reviews.queue()
    if not queue.due or outlook.wishes.interview == outlook.today_date:
        return None
    planned = "Today is a day off" if outlook.today is None else "Nothing more is planned for today"
    return NextUp("Review", "/review", f"{planned}; what you have learned is due, {queue.due} in all.")


def should_diagnose(desk: "Desk", outlook: Outlook) -> bool:
    """Whether little is known of the candidate, and no diagnostic was done."""
    return desk.diagnostic.run() is None and len(outlook.facts.evidence) < FEW_ANSWERS


def why_now(outlook: Outlook, task: Task) -> str:
    """Why a task is in the plan."""
    first = f"First in today's plan: {task.title or task.unit}"
    if task.kind == "mock":
        return f"{first}, an interview from beginning to end; what it shows changes the plan."
    if task.kind == "review":
        return f"{first}. You knew it, and it is due to be asked again."
    topic = next(iter(task.topics), "")
    moves = outlook.forecast.moves if outlook.forecast else ()
    move = next((each for each in moves if each.topic in task.topics), None)
    if move is not None:
        gains = f"{outlook.topic_name(move.topic)} ({reasons.why(move)})"
        return f"{first}. {gains} is among what would raise your chance most."
    return f"{first}. It is new, and next in turn on {outlook.topic_name(topic)}."


def _interview(desk: "Desk") -> NextUp | None:
    """A mock interview in which a round has begun."""
    for line in desk.loops.lines():
        if line.sitting.stage != "over" and line.has_begun:
            title = line.sitting.loop.title
            because = (
                f"{title}: {line.words}. What it asks stays closed elsewhere until it ends or you leave it."
            )
            return NextUp("Go on with the interview", f"/loops/{line.sitting.loop.id}", because)
    return None


def _diagnostic(desk: "Desk", outlook: Outlook) -> NextUp | None:
    """The diagnostic, where it was begun or should be."""
    run = desk.diagnostic.run()
    if run is not None and run.ended is None:
        now = desk.diagnostic.now()
        if now is not None and now.item is not None:
            because = f"The diagnostic is not finished: {round(now.left)} min are left for it."
            return NextUp("Go on with it", "/diagnostic", because)
    if not should_diagnose(desk, outlook):
        return None
    because = "Little is known about you yet. At most 25 minutes of short questions find out where to begin"
    return NextUp("Find out where you stand", "/diagnostic", f"{because}; the plan below is a first guess.")
