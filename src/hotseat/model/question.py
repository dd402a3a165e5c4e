"""A question of the knowledge rounds: what is asked, what a full answer says, how answers are graded."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Direction = Literal["up", "down"]
Kind = Literal["explain", "spot-the-flaw", "choose", "order"]


@dataclass(frozen=True)
class Claim:
    """A statement the resolver can find: an entity, and a word about it.

    subject: a name of [entities], or None for any. object: word patterns, any of which counts; direction: what
    happens to the object ("down": reduced); is_negated: the statement denies ("needs no k"). is_whole: the words may
    stand in different clauses of one sentence.
    """

    subject: str | None
    object: tuple[str, ...]
    direction: Direction | None = None
    is_negated: bool = False
    is_whole: bool = False


@dataclass(frozen=True)
class Point:
    """One thing a full answer says. terms: groups of word patterns, one of each within two sentences.

    facet: what it shows: "recall", "intuition" (why it is so) or "trade-offs" (when, at what cost, what breaks).
    """

    id: str
    weight: float
    is_required: bool
    says: str
    phrasings: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    claims: tuple[Claim, ...]
    facet: str = "recall"


@dataclass(frozen=True)
class Misconception:
    """Something that people wrongly hold. contradicts: the points that it denies."""

    id: str
    is_major: bool
    says: str
    correction: str
    contradicts: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Rubric:
    """How answers are graded. entities: patterns by name."""

    entities: dict[str, tuple[str, ...]]
    points: tuple[Point, ...]
    misconceptions: tuple[Misconception, ...]


@dataclass(frozen=True)
class Followup:
    """What is asked next, and what a good answer to that says. points: how it is graded; empty: it is not."""

    ask: str
    answer: str
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Option:
    """One option of a `choose`, or one step of an `order`, in the right order. why: what is right or wrong in it."""

    text: str
    why: str
    is_right: bool


@dataclass(frozen=True)
class Example:
    """An answer with the verdict that each point must get. unsure: points for which "can't tell" is right too."""

    name: str
    path: Path
    text: str
    verdicts: dict[str, str]
    misconceptions: tuple[str, ...]
    unsure: tuple[str, ...]
    gate: str | None


@dataclass(frozen=True)
class QuestionUnit:
    """One folder of bank/concepts. rubric: None for choose and order; options: empty for the others."""

    slug: str
    folder: Path
    title: str
    topics: tuple[str, ...]
    kind: Kind
    level: str
    minutes: int
    sources: tuple[str, ...]
    question: str
    answer: str
    rubric: Rubric | None
    options: tuple[Option, ...]
    followups: tuple[Followup, ...]
    examples: tuple[Example, ...]

    def rubric_of(self, followup: Followup) -> Rubric | None:
        """How answers to a follow-up are graded, with the question's own entities; None where they are not."""
        if not followup.points:
            return None
        return Rubric(self.rubric.entities if self.rubric else {}, followup.points, ())
