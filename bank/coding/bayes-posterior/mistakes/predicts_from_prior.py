"""Predicting the next outcome with the prior weights: what was observed has changed the belief. Average with the posterior."""

import numpy as np


def posterior(prior, likelihood, observations):
    with np.errstate(divide="ignore"):
        log_prior = np.log(np.asarray(prior, dtype=np.float64))
        log_likelihood = np.log(np.asarray(likelihood, dtype=np.float64))
    scores = log_prior + log_likelihood[:, observations].sum(axis=1)  # (hypotheses,)
    top = scores.max()
    if top == -np.inf:
        raise ValueError("no hypothesis can explain the observations")
    weights = np.exp(scores - top)
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    posterior(prior, likelihood, observations)
    return np.asarray(prior) / np.sum(prior) @ np.asarray(likelihood, dtype=np.float64)
