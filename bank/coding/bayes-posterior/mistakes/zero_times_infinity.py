"""Multiplying counts by log-likelihoods without care: an outcome that was never observed but has probability 0 gives 0 times minus infinity, NaN. Use only the outcomes that were observed."""

import numpy as np


def posterior(prior, likelihood, observations):
    with np.errstate(divide="ignore"):
        log_prior = np.log(np.asarray(prior, dtype=np.float64))
        log_likelihood = np.log(np.asarray(likelihood, dtype=np.float64))
    scores = log_prior + log_likelihood @ np.bincount(observations, minlength=log_likelihood.shape[1])  # (hypotheses,)
    top = scores.max()
    if top == -np.inf:
        raise ValueError("no hypothesis can explain the observations")
    weights = np.exp(scores - top)
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
