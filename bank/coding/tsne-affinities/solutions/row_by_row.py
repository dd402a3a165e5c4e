"""One row after another: double or halve beta until the target is enclosed, then bisect."""

import numpy as np


def conditional_affinities(X, perplexity=30.0):
    X = np.array(X, dtype=np.float64)
    P = np.zeros((X.shape[0], X.shape[0]))
    for i, x in enumerate(X):
        squared = np.sum((np.delete(X, i, axis=0) - x) ** 2, axis=1)  # (n - 1,)
        P[i, np.arange(len(X)) != i] = one_row(squared - squared.min(), np.log(perplexity))
    return P


def one_row(excess, target):
    """Probabilities over the other rows. excess: squared distances minus the smallest."""
    low, high, beta = 0.0, np.inf, 1.0 / np.mean(excess)
    for _ in range(200):
        weights = np.exp(-beta * excess)
        total = weights.sum()
        entropy = np.log(total) + beta * (weights @ excess) / total
        if abs(entropy - target) < 1e-12:
            break
        if entropy > target:
            low = beta
            beta = 2 * beta if np.isinf(high) else (low + high) / 2
        else:
            high = beta
            beta = (low + high) / 2
    return weights / total


def joint_affinities(X, perplexity=30.0):
    P = conditional_affinities(X, perplexity)
    return 0.5 * (P + P.transpose()) / P.shape[0]
