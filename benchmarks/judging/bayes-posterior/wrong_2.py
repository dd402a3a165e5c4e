import numpy as np


def posterior(prior, likelihood, observations):
    weights = np.array(prior, dtype=np.float64)
    weights = weights / weights.sum()
    columns = np.ascontiguousarray(np.asarray(likelihood, dtype=np.float64).T)
    for k in observations:
        # renormalise after each observation so that nothing underflows
        weights = weights * columns[k]
        total = weights.sum()
        if total == 0:
            raise ValueError("no hypothesis remains")
        weights /= total
    return weights


def predictive(prior, likelihood, observations):
    return posterior(prior, likelihood, observations) @ np.asarray(likelihood, dtype=np.float64)
