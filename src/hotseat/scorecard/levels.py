"""From shares and counts to levels of 1 to 4. The thresholds are published in docs/scoring.md."""

from collections.abc import Sequence

from hotseat.model.loop import Competency
from hotseat.model.scorecard import Decision, Score

SHARES = (1 / 3, 0.6, 0.85)
MEANS: tuple[tuple[float, Decision], ...] = ((3.5, "strong hire"), (2.75, "hire"), (2.0, "no hire"))
LEAST_JUDGED = 0.5
ORDER: tuple[Decision, ...] = ("strong no hire", "no hire", "hire", "strong hire")


def of_share(share: float) -> int:
    """1 to 4 for a share of what was asked, in [0, 1]: from a third 2, from 0.6 3, from 0.85 4."""
    return 1 + sum(share >= least for least in SHARES)


def likely(sure: float, undecided: float) -> float:
    """The share that is credited: what is sure, and of what cannot be told half as much as of the rest.

    sure + undecided <= 1. All undecided: 0.
    """
    decided = 1.0 - undecided
    return sure if decided <= 0 else sure + 0.5 * undecided * sure / decided


def mean_level(scores: Sequence[Score], competencies: Sequence[Competency]) -> float | None:
    """The weighted mean of the judged levels; None when less than half of the weight was judged."""
    weights = {each.id: each.weight for each in competencies}
    judged = [(weights.get(each.competency, 1.0), each.level) for each in scores if each.level is not None]
    every = sum(weights.get(each.competency, 1.0) for each in scores)
    weight = sum(each for each, _ in judged)
    if not judged or weight < LEAST_JUDGED * every:
        return None
    return sum(each * level for each, level in judged) / weight


def round_decision(
    scores: Sequence[Score], competencies: Sequence[Competency]
) -> tuple[float | None, Decision]:
    """A round's mean and what it says. A required competency at 1 is at most "strong no hire", at 2 "no hire"."""
    mean = mean_level(scores, competencies)
    if mean is None:
        return None, "not decided"
    said = word_for(mean)
    required = {each.id for each in competencies if each.is_required}
    for score in scores:
        if score.competency in required and score.level in (1, 2):
            said = least(said, "strong no hire" if score.level == 1 else "no hire")
    return mean, said


def word_for(mean: float) -> Decision:
    """What a mean level says."""
    return next((word for level, word in MEANS if mean >= level), "strong no hire")


def least(a: Decision, b: Decision) -> Decision:
    """The less favourable of two decisions."""
    return min(a, b, key=ORDER.index)
