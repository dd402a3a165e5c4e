"""Multiplying the probabilities: after a few hundred observations every product is 0 in floating point and the division gives NaN or looks like impossible evidence. Add logarithms."""

import numpy as np


def posterior(prior, likelihood, observations):
    weights = np.asarray(prior, dtype=np.float64) * np.prod(np.asarray(likelihood)[:, observations], axis=1)
    possible = np.asarray(prior) * (np.asarray(likelihood)[:, np.unique(observations)] > 0).all(axis=1)
    if not possible.any():
        raise ValueError("no hypothesis can explain the observations")
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
