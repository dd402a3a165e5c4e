"""What can be practised, and how far the learner has come with each problem."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hotseat.bank.shelf import Bank
from hotseat.model.errors import WrongInput
from hotseat.model.names import did_you_mean
from hotseat.model.unit import Syllabus, UnitFacts
from hotseat.store.record import Progress

State = Literal["new", "tried", "solved"]
STATES: tuple[State, ...] = ("new", "tried", "solved")


@dataclass(frozen=True)
class ProblemLine:
    """A problem as lists show it."""

    unit: UnitFacts
    state: State
    attempts: int
    last_at: datetime | None


def problem_lines(bank: Bank, progress: dict[str, Progress]) -> list[ProblemLine]:
    """Every readable problem, by slug."""
    return [_line(facts, progress.get(facts.slug)) for facts in bank.facts()]


def _line(facts: UnitFacts, progress: Progress | None) -> ProblemLine:
    if progress is None:
        return ProblemLine(facts, "new", 0, None)
    return ProblemLine(
        facts, "solved" if progress.is_solved else "tried", progress.attempts, progress.last_at
    )


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; None for anything. search: words that must all occur."""

    area: str | None = None
    level: str | None = None
    task: str | None = None
    state: str | None = None
    search: str | None = None

    def fits(self, line: ProblemLine, syllabus: Syllabus) -> bool:
        """Whether a problem is one of those that are wanted."""
        unit = line.unit
        pairs = [
            (self.area, unit.area), (self.level, unit.level), (self.task, unit.task), (self.state, line.state),
        ]  # fmt: skip
        if any(wanted is not None and wanted != actual for wanted, actual in pairs):
            return False
        return all(word in _searched(unit, syllabus) for word in (self.search or "").lower().split())


def narrowed(lines: list[ProblemLine], wanted: Wanted, syllabus: Syllabus) -> list[ProblemLine]:
    """The problems that are wanted. Raises WrongInput for an area that the syllabus does not have."""
    areas = [area.id for area in syllabus.areas]
    if wanted.area is not None and wanted.area not in areas:
        fix = did_you_mean(wanted.area, areas) or f"Areas: {', '.join(areas)}"
        raise WrongInput(f"There is no area '{wanted.area}'.", "", fix)
    return [line for line in lines if wanted.fits(line, syllabus)]


def _searched(unit: UnitFacts, syllabus: Syllabus) -> str:
    topics = [found.name for topic in unit.topics if (found := syllabus.topic(topic))]
    return " ".join([unit.slug, unit.title, *unit.topics, *topics]).lower()
