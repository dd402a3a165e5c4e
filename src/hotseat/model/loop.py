"""Mock interviews: their formats, the rounds that were drawn, and what happened in them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

CODING, SCREEN, CONCEPTS, BEHAVIOURAL = "coding", "screen", "concepts", "behavioural"

# What can happen in a loop. The record is append-only; everything a screen shows is derived from it.
EventKind = Literal[
    "began",  # a round; round
    "paused",
    "resumed",
    "asked",  # the interviewer, by the candidate; round, item, text, reply, by: "facts" or "model"; or a remark (box)
    "hint",  # round, item, number
    "handed-in",  # round, item, id of the attempt or the answer
    "followed-up",  # round, item, number, text, and what it was worth
    "settled",  # round, facts that were measured at its end
    "ended",  # a round; round, by: "candidate", "clock" or "interviewer"
    "judged",  # round, competency, level, by: "self" or a person's name, note
    "noted",  # the other person's note; round, text, by
    "left",  # the loop was given up
]


@dataclass(frozen=True)
class Competency:
    """What a round looks at. levels: what 1, 2, 3 and 4 look like; is_required: a 1 cannot be made up for."""

    id: str
    round: str
    name: str
    weight: float
    is_required: bool
    levels: tuple[str, str, str, str]


@dataclass(frozen=True)
class RoundFormat:
    """One round of a format. topics: ids of topics or areas that it draws from; empty: all.

    levels: of units, the wanted ones first. most_units: at most so many, None for as many as fit the minutes.
    """

    kind: str
    title: str
    minutes: int
    opening: str
    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    most_units: int | None = None


@dataclass(frozen=True)
class LoopFormat:
    """An interview format: one file of bank/loops. habits: what companies do in it, in a sentence or two."""

    slug: str
    title: str
    says: str
    habits: str
    rounds: tuple[RoundFormat, ...]
    sources: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """All rounds together."""
        return sum(each.minutes for each in self.rounds)


@dataclass(frozen=True)
class DrawnRound:
    """A round with the units that were drawn for it."""

    format: RoundFormat
    units: tuple[str, ...]


@dataclass(frozen=True)
class Loop:
    """A mock interview that was begun. id: a UUID string. at: UTC. seed: what the units were drawn with."""

    id: str
    format: str
    title: str
    seed: int
    at: datetime
    rounds: tuple[DrawnRound, ...]
    learner: str = "local"


@dataclass(frozen=True)
class LoopEvent:
    """Something that happened in a loop. id: a UUID string. round: from 0; None for the whole loop."""

    id: str
    loop: str
    at: datetime
    what: EventKind
    round: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    learner: str = "local"
