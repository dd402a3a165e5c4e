"""How well something was shown to be known, as one of the four ratings of FSRS.

Answers to questions and drills
    again   less than half of the marks are in sight, or the solution was looked at
    hard    less than three quarters, or a hint was needed
    easy    95 % or more, without a hint, in less than half of the time that the unit is given
    good    everything else
    The marks are the middle of what is sure and what is possible.

Marks that the candidate gave
    They take the place of the marks of the same answer: no review is counted twice. They never make it easy, because
    with the answer in view people take understanding it for knowing it (Koriat and Bjork 2005, "Illusions of
    Competence in Monitoring One's Knowledge During Study").

Problems, once for each time that one is solved
    again   the solutions were looked at before it was solved, or it took five tries or more
    hard    three or four tries, a hint since it was last solved, or more than twice the unit's minutes
    easy    the first try, without a hint, in less than half of the unit's minutes
    good    everything else
    Tries are the attempts since it was last solved, with the accepted one and without those that could not be
    judged. An attempt that is not accepted changes nothing by itself: the problem stays as due as it was.

The candidate's own cards carry the candidate's own rating.
"""

from hotseat.model.card import Rating

AGAIN_BELOW, HARD_BELOW, EASY_FROM = 0.5, 0.75, 0.95
EASY_TIME, HARD_TIME = 0.5, 2.0
HARD_TRIES, AGAIN_TRIES = 3, 5


def rate(credit: float, possible: float, seconds: float | None, hints: int, minutes: int) -> Rating:
    """The rating of an answer. credit <= possible, in [0, 1]; seconds: None when not measured."""
    marks = (credit + possible) / 2
    if marks < AGAIN_BELOW:
        return "again"
    if marks < HARD_BELOW or hints > 0:
        return "hard"
    return "easy" if marks >= EASY_FROM and _is_quick(seconds, minutes) else "good"


def rate_own(credit: float, possible: float, hints: int) -> Rating:
    """The rating of an answer with marks that the candidate gave."""
    return rate(credit, possible, None, hints, 1)


def rate_solved(tries: int, hints: int, seconds: float | None, minutes: int, *, has_looked: bool) -> Rating:
    """The rating of a solved problem. tries >= 1; hints: revealed since it was last solved."""
    if has_looked or tries >= AGAIN_TRIES:
        return "again"
    is_slow = seconds is not None and seconds > HARD_TIME * minutes * 60
    if tries >= HARD_TRIES or hints > 0 or is_slow:
        return "hard"
    return "easy" if tries == 1 and _is_quick(seconds, minutes) else "good"


def _is_quick(seconds: float | None, minutes: int) -> bool:
    return seconds is not None and seconds < EASY_TIME * minutes * 60
