import numpy as np


def posterior(prior, likelihood, observations):
    prior = np.asarray(prior, dtype=np.float64)
    weights = prior * np.prod(np.asarray(likelihood, dtype=np.float64)[:, observations], axis=1)
    total = weights.sum()
    if total == 0:
        raise ValueError("no hypothesis remains")
    return weights / total


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ likelihood
