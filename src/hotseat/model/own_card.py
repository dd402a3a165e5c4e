"""A flash card that the candidate brought along: part of the append-only record."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

RATINGS = ("again", "hard", "good", "easy")
CREDIT = {"again": 0.0, "hard": 0.5, "good": 1.0, "easy": 1.0}
MOST_CHARACTERS = 20_000  # of a side


@dataclass(frozen=True)
class OwnCard:
    """A question side and an answer side, both plain text with $maths$; never HTML.

    unit: its name in the record, made of the front, so that the same question is the same card. topic: an id of
    the syllabus, or None. at: UTC, when it was imported.
    """

    unit: str
    front: str
    back: str
    topic: str | None
    at: datetime
    learner: str = "local"


@dataclass(frozen=True)
class CardVersion:
    """What a card became: edited, removed, or brought back. The last version of a card stands; none is changed.

    id: a UUID string. unit: of the card, which keeps its name, and so its reviews, when its question is edited.
    """

    id: str
    unit: str
    at: datetime
    front: str
    back: str
    topic: str | None
    is_removed: bool = False
    learner: str = "local"


def unit_of(front: str) -> str:
    """The name of the card with this question; capitals and spaces make no difference."""
    plain = " ".join(front.split()).casefold()
    return "own-" + hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:20]
