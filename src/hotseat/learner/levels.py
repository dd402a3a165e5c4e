"""From the score of a round to its level, 1 to 4, and from levels to the decision on a loop: chances in closed form.

A round's score is the mean over the units it draws. Given abilities, its mean and variance are known; it is taken to
follow the beta distribution with that mean and variance, so that scores stay within [0, 1].
"""

import numpy as np
from scipy.special import betainc

from hotseat.learner.fitting import Array
from hotseat.model.evidence import HireRule

HIRE = 3
LEVELS = 4
LEAST_SPREAD, MOST_SPREAD = (
    1e-4,
    0.95,
)  # of the largest variance that a score in [0, 1] with its mean can have


def level_chances(mean: Array, variance: Array, rule: HireRule) -> Array:
    """The chances of levels 1 to 4: (4, n). mean, variance of the score: (n,), mean in (0, 1)."""
    mean = np.clip(mean, 1e-6, 1 - 1e-6)
    most = mean * (1 - mean)
    spread = np.clip(variance / most, LEAST_SPREAD, MOST_SPREAD)
    total = 1 / spread - 1
    cuts = np.array(rule.thresholds)[:, None]
    below = betainc(mean * total, (1 - mean) * total, cuts)
    edges = np.concatenate([np.zeros((1, len(mean))), below, np.ones((1, len(mean)))])
    return np.asarray(np.diff(edges, axis=0))


def hire_chance(levels: Array) -> Array:
    """The chance of level 3 or 4: (n,). levels: (4, n)."""
    return np.asarray(levels[HIRE - 1 :].sum(axis=0))


def loop_chance(rounds: list[Array], rule: HireRule) -> Array:
    """The chance that a loop is a hire, its rounds being drawn independently given abilities: (n,).

    rounds: one (4, n) for each, at least one. Exact, by convolving the levels that are not too low.
    """
    count = rounds[0].shape[1]
    sums = np.zeros((LEVELS * len(rounds) + 1, count))
    sums[0] = 1.0
    for levels in rounds:
        after = np.zeros_like(sums)
        for level in range(max(1, rule.least_level), LEVELS + 1):
            after[level:] += sums[: len(sums) - level] * levels[level - 1]
        sums = after
    least = int(np.ceil(rule.least_mean * len(rounds) - 1e-9))
    return np.asarray(sums[least:].sum(axis=0))


def level_of(score: float, rule: HireRule) -> int:
    """The level of a round's score, 1 to 4."""
    return 1 + sum(score >= cut for cut in rule.thresholds)


def is_hire(levels: list[int], rule: HireRule) -> bool:
    """The decision on a loop from its rounds' levels, at least one."""
    return min(levels) >= rule.least_level and sum(levels) >= rule.least_mean * len(levels) - 1e-9
