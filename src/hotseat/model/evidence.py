"""What estimates of a learner are made from, and the interviews that they are made for."""

from dataclasses import dataclass
from datetime import datetime

# Difficulty of a unit in logits: at the same ability, one logit less is about 23 points more of the marks at most.
DIFFICULTY = {"warmup": -1.0, "core": 0.0, "stretch": 1.0}
# How often a topic is drawn, relative to the others of its round.
ASKED_WEIGHT = {"high": 3.0, "medium": 2.0, "low": 1.0}


@dataclass(frozen=True)
class Evidence:
    """One answer, as far as estimates need it; a submission of code that took several tries is one answer.

    id: of the attempt, the answer or the loop's round. topics: the main one first, at least one. round: "coding",
    "concept", "drill" or another of the syllabus. difficulty: logits, see DIFFICULTY. credit <= possible: share of
    full marks that is sure and that it could be, in [0, 1]. weight: > 0, how many right-or-wrong questions it is
    worth, see learner/credit.py. at: with time zone. seconds: None when not measured. minutes: that the unit is given.
    """

    id: str
    unit: str
    topics: tuple[str, ...]
    round: str
    difficulty: float
    credit: float
    possible: float
    weight: float
    at: datetime
    hints: int = 0
    seconds: float | None = None
    minutes: float = 5.0


@dataclass(frozen=True)
class Item:
    """A unit that can be asked. topics: the main one first; difficulty in logits; minutes: what it takes, > 0."""

    unit: str
    round: str
    topics: tuple[str, ...]
    difficulty: float
    minutes: float
    title: str = ""


@dataclass(frozen=True)
class RoundShape:
    """One round of an interview. kind: a round of the syllabus; questions: how many units it draws, >= 1.

    topics: what it draws from; empty for every topic that the syllabus examines in that kind of round.
    difficulty: logits, of the questions asked.
    """

    kind: str
    questions: int
    topics: tuple[str, ...] = ()
    difficulty: float = 0.0


@dataclass(frozen=True)
class HireRule:
    """How scores become levels, and levels a decision.

    thresholds: the share of the marks from which a round is level 2, 3 ("hire") and 4. A loop is a hire when the mean
    of its levels is at least least_mean and no round is below least_level.
    """

    thresholds: tuple[float, float, float] = (0.4, 0.6, 0.8)
    least_mean: float = 2.75
    least_level: int = 2


@dataclass(frozen=True)
class LoopShape:
    """A whole interview: its rounds in order (1 to 8), and how it is decided."""

    name: str
    rounds: tuple[RoundShape, ...]
    rule: HireRule = HireRule()
