"""Count each outcome first; hypotheses that are ruled out are removed before any logarithm."""

import numpy as np


def posterior(prior, likelihood, observations):
    likelihood = np.array(likelihood, dtype=float)
    counts = np.bincount(observations, minlength=likelihood.shape[1])
    seen = np.flatnonzero(counts)
    alive = (np.asarray(prior) > 0) & (likelihood[:, seen] > 0).all(axis=1)
    if not alive.any():
        raise ValueError("the observations are impossible")
    logs = np.log(likelihood[np.ix_(alive, seen)]) @ counts[seen] + np.log(np.array(prior, dtype=float)[alive])
    result = np.zeros(len(likelihood))
    result[alive] = np.exp(logs - np.logaddexp.reduce(logs))
    return result / result.sum()


def predictive(prior, likelihood, observations):
    weights = posterior(prior, likelihood, observations)
    return np.einsum("h,hk->k", weights, likelihood)
