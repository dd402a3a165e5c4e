import numpy as np


def posterior(prior, likelihood, observations):
    prior = np.asarray(prior, dtype=np.float64)
    prior /= prior.sum()
    outcomes, counts = np.unique(observations, return_counts=True)
    with np.errstate(divide="ignore"):
        log_post = np.log(prior)
        for k, c in zip(outcomes, counts):
            log_post = log_post + c * np.log(np.asarray(likelihood, dtype=np.float64)[:, k])
    if np.all(log_post == -np.inf):
        raise ValueError("no hypothesis remains")
    weights = np.exp(log_post - log_post.max())
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
