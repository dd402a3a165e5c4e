"""How well an answer shows that something is known, as one of the four ratings of FSRS.

again   less than half of the marks are in sight, or the solution was looked at
hard    less than three quarters, or a hint was needed
easy    95 % or more, without a hint, in less than half of the time that the unit is given
good    everything else

The marks are the middle of what is sure and what is possible.
The candidate's own cards carry the candidate's own rating.
"""

from typing import cast

from hotseat.model.answer import OWN, Answer
from hotseat.model.card import Rating
from hotseat.model.own_card import RATINGS

AGAIN_BELOW, HARD_BELOW, EASY_FROM = 0.5, 0.75, 0.95
EASY_TIME = 0.5


def rate(credit: float, possible: float, seconds: float | None, hints: int, minutes: int) -> Rating:
    """The rating of an answer. credit <= possible, in [0, 1]; seconds: None when not measured."""
    marks = (credit + possible) / 2
    if marks < AGAIN_BELOW:
        return "again"
    if marks < HARD_BELOW or hints > 0:
        return "hard"
    is_quick = seconds is not None and seconds < EASY_TIME * minutes * 60
    return "easy" if marks >= EASY_FROM and is_quick else "good"


def rating_of(answer: Answer, minutes: int) -> Rating:
    """The rating of a recorded answer; for one of the candidate's own cards, the candidate's."""
    given = answer.detail.get("rating")
    if answer.round == OWN and given in RATINGS:
        return cast("Rating", given)
    return rate(answer.credit, answer.possible, answer.seconds, answer.hints, minutes)
