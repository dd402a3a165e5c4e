"""Normalising after every observation instead of using logarithms: a hypothesis that falls below 1e-308 becomes 0 and cannot recover, although later observations may favour it."""

import numpy as np


def posterior(prior, likelihood, observations):
    weights = np.array(prior, dtype=np.float64) / np.sum(prior)
    for outcome in observations:
        weights = weights * np.asarray(likelihood)[:, outcome]
        if weights.sum() == 0:
            raise ValueError("no hypothesis can explain the observations")
        weights /= weights.sum()
    return weights


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
