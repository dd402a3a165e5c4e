"""What a loop showed: competencies from 1 to 4 with their evidence, and the decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

How = Literal["executed", "rubric", "computed", "self", "peer", "not judged"]
Decision = Literal["strong hire", "hire", "no hire", "strong no hire", "not decided"]


@dataclass(frozen=True)
class Proof:
    """Something that happened, and the address of the page that shows it."""

    says: str
    link: str


@dataclass(frozen=True)
class Score:
    """A competency's level, 1 to 4, or None where it was not judged. because: how it came about."""

    competency: str
    level: int | None
    how: How
    because: str
    proofs: tuple[Proof, ...] = ()
    by: str = ""


@dataclass(frozen=True)
class RoundCard:
    """One round's scores. mean: of the judged ones by weight, None without any; topics: of what was asked."""

    number: int
    kind: str
    title: str
    minutes: int
    seconds: float
    scores: tuple[Score, ...]
    mean: float | None
    decision: Decision
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Advice:
    """Something to work on. units: (kind, slug, title) of what trains it."""

    title: str
    because: str
    units: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Earlier:
    """The same kind of round before: when, and its mean."""

    at: datetime
    title: str
    mean: float


@dataclass(frozen=True)
class Scorecard:
    """A loop's result. because: the rule that made the decision; level: what it would be for, in words."""

    loop: str
    title: str
    at: datetime
    rounds: tuple[RoundCard, ...]
    mean: float | None
    decision: Decision
    because: str
    level: str
    advice: tuple[Advice, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    is_over: bool = True
