"""A unit in the memory of a learner: derived from answers, can be rebuilt from them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple


class Standing(NamedTuple):
    """What a schedule needs of a card."""

    unit: str
    round: str
    stability: float
    due: datetime
    last_at: datetime


Rating = Literal["again", "hard", "good", "easy"]


@dataclass(frozen=True)
class Card:
    """Where a unit stands. stability: days until the chance of recall is 0.9; difficulty: 1 to 10; step: learning step.

    state: "learning", "review" or "relearning". due: when it should come back.
    """

    unit: str
    round: str
    state: str
    step: int | None
    stability: float
    difficulty: float
    due: datetime
    last_at: datetime
    reviews: int
    lapses: int

    def standing(self) -> Standing:
        """The part that schedules need."""
        return Standing(self.unit, self.round, self.stability, self.due, self.last_at)
