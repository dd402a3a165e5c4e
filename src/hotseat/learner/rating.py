"""How well an answer shows that something is known, as one of the four ratings of FSRS.

again   less than half of the marks are in sight, or the solution was looked at
hard    less than three quarters, or a hint was needed
easy    95 % or more, without a hint, in less than half of the time that the unit is given
good    everything else

The marks are the middle of what is sure and what is possible.
"""

from hotseat.model.card import Rating

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
