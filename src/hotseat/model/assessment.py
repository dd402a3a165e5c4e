"""What an answer in prose is worth, point by point, with the words that show it."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What became of a point of the rubric."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True)
class Evidence:
    """A stretch of the answer, as offsets in characters."""

    start: int
    end: int


@dataclass(frozen=True)
class PointMark:
    """A point's mark. evidence: the sentence that shows it, or the nearest one; None when there is none."""

    point: str
    mark: Mark
    evidence: Evidence | None


@dataclass(frozen=True)
class Asserted:
    """A misconception that the answer asserts, and where."""

    misconception: str
    evidence: Evidence


@dataclass(frozen=True)
class Assessment:
    """An answer graded. credit, possible: the share of the weight that is sure, and with what cannot be told.

    gate: why nothing was graded ("empty", "echo", "word soup", ...), or None. by: "offline", "llm" or "self".
    """

    marks: tuple[PointMark, ...]
    misconceptions: tuple[Asserted, ...]
    credit: float
    possible: float
    gate: str | None
    by: str
