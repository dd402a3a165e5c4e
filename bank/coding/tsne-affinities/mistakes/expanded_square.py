"""Squared distances from the expanded square |x|^2 + |y|^2 - 2xy: far from the origin large numbers cancel, and near points get distance 0. Subtract the rows themselves."""

import numpy as np


def conditional_affinities(X, perplexity=30.0):
    X = np.asarray(X, dtype=float)
    n = len(X)
    others = ~np.eye(n, dtype=bool)
    norms = (X**2).sum(axis=1)
    squared = np.maximum(norms[:, None] + norms - 2 * X @ X.T, 0.0)  # (n, n)
    squared = squared[others].reshape(n, n - 1)
    excess = squared - squared.min(axis=1, keepdims=True)  # a common factor of the row cancels
    unit = excess.mean(axis=1, keepdims=True)
    unit[unit == 0] = 1.0
    low, high = np.full((n, 1), -60.0), np.full((n, 1), 60.0)
    for _ in range(60):
        middle = (low + high) / 2
        probs = row_probabilities(np.exp(middle) / unit * excess)
        too_wide = entropy(probs) > np.log(perplexity)
        low, high = np.where(too_wide, middle, low), np.where(too_wide, high, middle)
    P = np.zeros((n, n))
    P[others] = probs.ravel()
    return P


def row_probabilities(energies):
    weights = np.exp(-energies)
    return weights / weights.sum(axis=1, keepdims=True)


def entropy(probs):
    return -(probs * np.log(np.where(probs > 0, probs, 1.0))).sum(axis=1, keepdims=True)


def joint_affinities(X, perplexity=30.0):
    P = conditional_affinities(X, perplexity)
    return (P + P.T) / (2 * len(P))
