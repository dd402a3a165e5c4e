import numpy as np


def posterior(prior, likelihood, observations):
    prior = np.array(prior, dtype=np.float64)
    if len(observations) == 0:
        return prior
    likelihood = np.asarray(likelihood, dtype=np.float64)
    outcomes, counts = np.unique(observations, return_counts=True)
    with np.errstate(divide="ignore"):
        log_post = np.log(prior) + np.log(likelihood[:, outcomes]) @ counts
    if np.max(log_post) == -np.inf:
        raise ValueError("no hypothesis remains")
    weights = np.exp(log_post - np.max(log_post))
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
