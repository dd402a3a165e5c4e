"""What Home shows: what to do next, and what happened last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hotseat.model.unit import Syllabus
from hotseat.practice.desk import Desk
from hotseat.practice.library import ProblemLine
from hotseat.practice.next_up import next_up
from hotseat.web.plan_pages import WORDS

LEVELS = ("warmup", "core", "stretch")
ENOUGH = {"warmup": 3, "core": 12, "stretch": 10_000}  # solved problems after which the next level is offered
RECENT, LOOPS = 5, 3
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Suggestion:
    """One problem to do now. is_started: it was tried, or code was written."""

    line: ProblemLine
    because: str
    is_started: bool


@dataclass(frozen=True)
class AreaCount:
    """How many problems of an area are solved, tried, and there."""

    id: str
    name: str
    solved: int
    tried: int
    total: int


def suggest(lines: Sequence[ProblemLine], has_draft: Callable[[str], bool]) -> Suggestion | None:
    """The problem in progress, else the next new one at the right level; None when all are solved."""
    started = [
        line for line in lines if line.state == "tried" or (line.state == "new" and has_draft(line.unit.slug))
    ]
    if started:
        latest = max(started, key=lambda line: line.last_at or NEVER)
        because = "You have not solved it yet." if latest.attempts else "You have begun to write."
        return Suggestion(latest, because, is_started=True)
    new = [line for line in lines if line.state == "new"]
    return _first_new(lines, new) if new else None


def _first_new(lines: Sequence[ProblemLine], new: Sequence[ProblemLine]) -> Suggestion:
    solved = [line for line in lines if line.state == "solved"]
    wanted = next(level for level in LEVELS if sum(s.unit.level == level for s in solved) < ENOUGH[level])
    at_level = [line for line in new if line.unit.level == wanted]
    practised = {line.unit.area: sum(s.unit.area == line.unit.area for s in solved) for line in new}
    line = min(at_level or new, key=lambda each: (LEVELS.index(each.unit.level), practised[each.unit.area]))
    if solved:
        return Suggestion(line, "From an area where you have solved the least.", is_started=False)
    because = "A warm-up to begin with." if line.unit.level == "warmup" else "A place to begin."
    return Suggestion(line, because, is_started=False)


def count_areas(lines: Sequence[ProblemLine], syllabus: Syllabus) -> list[AreaCount]:
    """The areas that have problems, in the syllabus' order."""
    known = [area.id for area in syllabus.areas]
    there = {line.unit.area for line in lines}
    found = [area for area in known if area in there] + sorted(there.difference(known))
    return [
        _count(area, syllabus.area_name(area), [x for x in lines if x.unit.area == area]) for area in found
    ]


def _count(area: str, name: str, lines: list[ProblemLine]) -> AreaCount:
    states = [line.state for line in lines]
    return AreaCount(area, name, states.count("solved"), states.count("tried"), len(lines))


def beginning(desk: Desk) -> dict[str, Any]:
    """What Home shows besides the three questions."""
    lines = desk.problems()
    return {"lines": lines, "suggestion": suggest(lines, lambda slug: desk.draft(slug) is not None)}


def standing(desk: Desk) -> dict[str, Any]:
    """What Home shows besides the outlook."""
    found = beginning(desk)
    return {
        **WORDS,
        "suggestion": found["suggestion"],
        "lines": {line.unit.slug: line for line in found["lines"]},
        "recent": desk.history(limit=RECENT),
        "loops": desk.loops.lines()[:LOOPS],
        "queue": desk.reviews.queue(),
        "next_up": lambda outlook: next_up(desk, outlook),
    }
