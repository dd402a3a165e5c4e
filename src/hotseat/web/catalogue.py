"""The list of problems as it is shown: grouped by area, narrowed by filters and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotseat.model.unit import Syllabus
from hotseat.practice.library import ProblemLine
from hotseat.web.overview import LEVELS, count_areas

TASKS = ("implement", "preprocess", "debug", "optimise", "extend")
STATES = ("new", "tried", "solved")


@dataclass(frozen=True)
class Filter:
    """What the reader asked for; empty means everything."""

    words: str = ""
    area: str = ""
    level: str = ""
    task: str = ""
    state: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Filter":
        """From the query of an address."""
        return cls(
            asked.get("q", "")[:200], *(asked.get(name, "") for name in ("area", "level", "task", "state"))
        )

    def admits(self, entry: "Entry") -> bool:
        """Whether every word is in the entry's text and every choice agrees."""
        unit, state = entry.line.unit, entry.line.state
        pairs = (
            (self.area, unit.area),
            (self.level, unit.level),
            (self.task, unit.task),
            (self.state, state),
        )
        if any(wanted and wanted != has for wanted, has in pairs):
            return False
        return all(word in entry.text for word in self.words.lower().split())


@dataclass(frozen=True)
class Entry:
    """A problem in the list. text: what search looks at, lower case."""

    line: ProblemLine
    text: str
    is_visible: bool = True


@dataclass(frozen=True)
class Group:
    """An area with its problems; warm-ups first."""

    id: str
    name: str
    entries: tuple[Entry, ...]
    solved: int

    @property
    def is_visible(self) -> bool:
        """Whether any of its problems is."""
        return any(entry.is_visible for entry in self.entries)


def arrange(lines: Sequence[ProblemLine], syllabus: Syllabus, chosen: Filter) -> list[Group]:
    """Every problem, in groups; those that the filter leaves out are there but not visible."""
    groups = []
    for area in count_areas(lines, syllabus):
        inside = sorted((x for x in lines if x.unit.area == area.id), key=_order)
        entries = tuple(_entry(line, area.name, syllabus, chosen) for line in inside)
        groups.append(Group(area.id, area.name, entries, area.solved))
    return groups


def _order(line: ProblemLine) -> tuple[int, str]:
    return LEVELS.index(line.unit.level), line.unit.title.lower()


def _entry(line: ProblemLine, area: str, syllabus: Syllabus, chosen: Filter) -> Entry:
    names = [
        topic.name.split(":")[0] if (topic := syllabus.topic(each)) else each for each in line.unit.topics
    ]
    text = " ".join(
        (line.unit.title, line.unit.slug, area, line.unit.runtime, *line.unit.entry, *names)
    ).lower()
    entry = Entry(line, text)
    return Entry(line, text, chosen.admits(entry))
