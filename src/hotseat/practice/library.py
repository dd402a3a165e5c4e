"""What can be practised, and how far the learner has come with each problem."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hotseat.bank.shelf import Bank
from hotseat.model.unit import UnitFacts
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
