"""Returning prior times likelihood without dividing by its sum: these are joint probabilities, and they do not sum to one."""

import numpy as np


def posterior(prior, likelihood, observations):
    with np.errstate(divide="ignore"):
        log_prior = np.log(np.asarray(prior, dtype=np.float64))
        log_likelihood = np.log(np.asarray(likelihood, dtype=np.float64))
    scores = log_prior + log_likelihood[:, observations].sum(axis=1)  # (hypotheses,)
    top = scores.max()
    if top == -np.inf:
        raise ValueError("no hypothesis can explain the observations")
    return np.exp(scores)


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
