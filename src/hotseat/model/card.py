"""A unit in the memory of a learner: derived from answers, can be rebuilt from them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

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
