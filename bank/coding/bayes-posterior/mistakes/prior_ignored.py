"""Leaving out the prior: normalised likelihoods are a posterior only under a uniform prior. A rare hypothesis needs strong evidence."""

import numpy as np


def posterior(prior, likelihood, observations):
    with np.errstate(divide="ignore"):
        log_prior = np.log(np.asarray(prior, dtype=np.float64))
        log_likelihood = np.log(np.asarray(likelihood, dtype=np.float64))
    scores = np.where(np.isinf(log_prior), -np.inf, 0.0) + log_likelihood[:, observations].sum(axis=1)
    top = scores.max()
    if top == -np.inf:
        raise ValueError("no hypothesis can explain the observations")
    weights = np.exp(scores - top)
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
