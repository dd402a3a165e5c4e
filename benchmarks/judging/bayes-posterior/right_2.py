import numpy as np


def posterior(prior, likelihood, observations):
    """Count the outcomes once, then one matrix product of the logs."""
    prior = np.asarray(prior, dtype=np.float64)
    likelihood = np.asarray(likelihood, dtype=np.float64)
    seen, counts = np.unique(np.asarray(observations, dtype=np.intp), return_counts=True)
    with np.errstate(divide="ignore"):
        log_post = np.log(prior) + np.log(likelihood[:, seen]) @ counts.astype(np.float64)
    best = log_post.max()
    if np.isneginf(best):
        raise ValueError("every hypothesis is impossible")
    weights = np.exp(log_post - best)
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
