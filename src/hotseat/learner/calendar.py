"""A plan as an iCalendar file: one event for each day of study, and the interview.

An event's UID is made from its day, so that a calendar that reads the next plan replaces the days it has.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import icalendar

from hotseat.learner.plan import PlanDay, StudyPlan, Task

PRODUCT = "-//Hotseat//Study plan//EN"
VERBS = {"review": "Review", "new": "New", "mock": "Mock loop"}
FIRST_REVISION = 1_767_225_600  # 2026-01-01 in seconds; revisions are counted in minutes from there


def calendar_of(
    plan: StudyPlan,
    interview: date,
    now: datetime,
    start: time | None = None,
    link: Callable[[Task], str] | None = None,
) -> bytes:
    """The file, RFC 5545: CRLF, folded at 75 octets, escaped. The same arguments give the same bytes.

    now: with time zone; a later file replaces an earlier one. start: when study begins, in the reader's own time zone;
    None makes events of whole days. link: the address of a task, put after its line.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Hotseat")
    for day in plan.days:
        if day.tasks:
            lines = [_line(task) + (f" {link(task)}" if link else "") for task in day.tasks]
            event = _event(f"study-{day.day.isoformat()}", _summary(day), now)
            event.add("description", "\n".join(lines))
            _place(event, day, start)
            calendar.add_component(event)
    event = _event("interview", "Interview", now)
    event.add("dtstart", interview)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(name: str, summary: str, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{name}@hotseat")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", max(0, int(now.timestamp() - FIRST_REVISION) // 60))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _place(event: icalendar.Event, day: PlanDay, start: time | None) -> None:
    """When it is: a whole day, or from start for as long as the tasks take."""
    if start is None:
        event.add("dtstart", day.day)
        event.add("dtend", day.day + timedelta(days=1))
    else:
        begin = datetime.combine(day.day, start)
        event.add("dtstart", begin)
        event.add("dtend", begin + timedelta(minutes=max(1, round(day.minutes))))


def _summary(day: PlanDay) -> str:
    counts = {kind: sum(task.kind == kind for task in day.tasks) for kind in ("mock", "new", "review")}
    named = {"mock": "mock loop", "new": "new", "review": "to review"}
    parts = [named[kind] if kind == "mock" else f"{n} {named[kind]}" for kind, n in counts.items() if n]
    return f"Interview practice, {round(day.minutes)} min: {', '.join(parts)}"


def _line(task: Task) -> str:
    return f"{VERBS[task.kind]}: {task.title or task.unit} ({task.round}, {task.minutes:g} min)"
