import numpy as np

EPS = 1e-12


def posterior(prior, likelihood, observations):
    prior = np.asarray(prior, dtype=np.float64)
    likelihood = np.asarray(likelihood, dtype=np.float64)
    if not np.any(prior > 0):
        raise ValueError("no hypothesis remains")
    counts = np.bincount(np.asarray(observations, dtype=np.int64), minlength=likelihood.shape[1])
    # EPS avoids log(0)
    with np.errstate(divide="ignore"):
        log_post = np.log(prior) + np.log(likelihood + EPS) @ counts
    log_post -= log_post.max()
    weights = np.exp(log_post)
    return weights / weights.sum()


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ likelihood
