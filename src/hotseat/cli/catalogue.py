"""The list of problems as text and as JSON."""

from collections.abc import Sequence
from typing import Any

from hotseat.cli.terminal import faint, say, short, strong, tell, then, width, word
from hotseat.practice.desk import Desk, ProblemLine

REST_COLUMNS = 27
LEAST_TITLE_COLUMNS = 10


def lines_json(lines: Sequence[ProblemLine]) -> list[dict[str, Any]]:
    """One object a problem."""
    return [
        {
            "slug": line.unit.slug,
            "title": line.unit.title,
            "area": line.unit.area,
            "topics": list(line.unit.topics),
            "task": line.unit.task,
            "level": line.unit.level,
            "minutes": line.unit.minutes,
            "runtime": line.unit.runtime,
            "state": line.state,
            "attempts": line.attempts,
            "last_at": line.last_at.isoformat() if line.last_at else None,
        }
        for line in lines
    ]


def print_catalogue(lines: Sequence[ProblemLine], desk: Desk) -> None:
    """Problems under their areas in the syllabus's order, then what to type next."""
    syllabus = desk.syllabus()
    order = [area.id for area in syllabus.areas]
    areas = sorted(
        {line.unit.area for line in lines}, key=lambda a: order.index(a) if a in order else len(order)
    )
    columns = 2 + max((len(line.unit.slug) for line in lines), default=0)
    for area in areas:
        say(f"{strong(syllabus.area_name(area))} {faint(area)}")
        for line in lines:
            if line.unit.area == area:
                say(_line(line, columns))
    solved = sum(line.state == "solved" for line in lines)
    tell(f"{len(lines)} problem{'s' * (len(lines) != 1)}, {solved} solved." if lines else "No problem fits.")
    if broken := desk.bank.broken:
        tell(f"{len(broken)} cannot be read: hotseat check {' '.join(broken)}")
    _suggest(lines)


def _line(line: ProblemLine, columns: int) -> str:
    unit = line.unit
    room = width() - columns - REST_COLUMNS
    state = word(line.state) + (f" {line.attempts}" if line.state == "tried" else "")
    facts = f"{unit.level:<7} {unit.minutes:>3} min {state}"
    # The slug is what is typed next, so it stays whole; the title says the same more nicely.
    title = f"{short(unit.title, room):<{room}} " if room >= LEAST_TITLE_COLUMNS else ""
    return f"  {unit.slug:<{columns}}{title}{facts}"


def _suggest(lines: Sequence[ProblemLine]) -> None:
    rank = {"tried": 0, "new": 1}
    levels = ["warmup", "core", "stretch"]
    waiting = [line for line in lines if line.state in rank]
    if waiting:
        best = min(waiting, key=lambda each: (rank[each.state], levels.index(each.unit.level)))
        then(f"hotseat open {best.unit.slug}")
    elif not lines:
        then("hotseat list")
