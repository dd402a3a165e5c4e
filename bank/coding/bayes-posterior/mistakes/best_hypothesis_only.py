"""Predicting with the most probable hypothesis alone: the others still have probability and shift the prediction. Average over all of them."""

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
    best = posterior(prior, likelihood, observations).argmax()
    return np.array(likelihood[best], dtype=np.float64)
