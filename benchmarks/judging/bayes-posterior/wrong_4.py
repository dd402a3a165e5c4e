import numpy as np


def posterior(prior, likelihood, observations):
    prior = np.asarray(prior, dtype=np.float64)
    likelihood = np.asarray(likelihood, dtype=np.float64)
    counts = np.bincount(np.asarray(observations, dtype=np.int64), minlength=likelihood.shape[1])
    if counts.sum() == 0:
        return prior / prior.sum()
    possible = (prior > 0) & (likelihood > 0).all(axis=1)
    if not possible.any():
        raise ValueError("no hypothesis remains")
    log_post = np.full(len(prior), -np.inf)
    log_post[possible] = np.log(prior[possible]) + np.log(likelihood[possible]) @ counts
    weights = np.exp(log_post - log_post.max())
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ likelihood
