"""The units of the bank: what can be asked."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Topic:
    """A point of the syllabus. asked: high, medium or low."""

    id: str
    name: str
    area: str
    asked: str
    rounds: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """A chapter of the syllabus with its topics, in order."""

    id: str
    name: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Syllabus:
    """All areas in order."""

    areas: tuple[Area, ...]

    def topic(self, topic_id: str) -> Topic | None:
        """The topic with that id, or None."""
        return next((t for a in self.areas for t in a.topics if t.id == topic_id), None)

    def area_name(self, area_id: str) -> str:
        """The area's name; the id itself when it is not known."""
        return next((a.name for a in self.areas if a.id == area_id), area_id)


@dataclass(frozen=True)
class Code:
    """A Python file of a unit. name: the stem; doc: its module docstring, or empty."""

    name: str
    path: Path
    text: str
    doc: str


@dataclass(frozen=True)
class RunLimits:
    """Per check: wall seconds of candidate work, and memory in MB beyond the warm process."""

    seconds: float
    memory_mb: int


@dataclass(frozen=True)
class Clarification:
    """A fact about a problem that an interviewer tells when asked. asked: word patterns, any of which counts."""

    asked: tuple[str, ...]
    says: str


def stage_of(check: str) -> int:
    """The level that a check of an `extend` problem belongs to, from its name ("level 2: ..."); 1 for others."""
    found = re.match(r"level (\d): ", check)
    return int(found[1]) if found else 1


FAST_ENOUGH = "it is fast enough"  # the judge's own check for units with a speedup


@dataclass(frozen=True)
class UnitFacts:
    """What a problem's unit.toml says. task: implement, preprocess, debug, optimise or extend (four levels on one
    code base); level: warmup, core, stretch.

    mistake_checks maps the file's stem in mistakes/ to the name of the check that must catch it.
    speedup: for optimise, how many times faster than the starter an accepted response must be.
    reference_name: the solution that responses are timed against; None for the first.
    """

    slug: str
    folder: Path
    title: str
    topics: tuple[str, ...]
    task: str
    level: str
    minutes: int
    runtime: str
    entry: tuple[str, ...]
    sources: tuple[str, ...]
    forbids: tuple[str, ...]
    limits: RunLimits
    mistake_checks: dict[str, str]
    speedup: float | None
    reference_name: str | None

    @property
    def area(self) -> str:
        """The area of the first topic."""
        return self.topics[0].split(".")[0]


@dataclass(frozen=True)
class CodingUnit(UnitFacts):
    """A problem with everything in its folder: one folder of bank/coding."""

    prompt: str
    starter: str
    checks: Code
    solutions: tuple[Code, ...]
    mistakes: tuple[Code, ...]
    hints: tuple[str, ...]
    followups: str
    debrief: str
    clarifications: tuple[Clarification, ...] = ()

    @property
    def stages(self) -> tuple[str, ...]:
        """The prompt's "## Level n" parts, each with what stands before the first; one for other tasks."""
        head, *parts = re.split(r"(?m)^(?=## Level \d)", self.prompt)
        return tuple(f"{head}{part}" if number == 0 else part for number, part in enumerate(parts)) or (head,)

    @property
    def reference(self) -> Code:
        """The solution that responses are timed against."""
        return next((each for each in self.solutions if each.name == self.reference_name), self.solutions[0])
