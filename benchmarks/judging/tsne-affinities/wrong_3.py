import math

import numpy as np


def _squared_distances(X):
    n, d = X.shape
    D = np.zeros((n, n))
    for k in range(d):
        column = X[:, k]
        D += (column[:, None] - column[None, :]) ** 2
    return D


def _row(dist, target):
    """p over the other points with entropy `target`; only differences to the nearest point matter."""
    gap = dist - dist.min()

    def entropy(beta):
        e = np.exp(-beta * gap)
        z = e.sum()
        p = e / z
        return -float(np.sum(p[p > 0] * np.log2(p[p > 0]))), p

    scale = float(gap.mean())
    if scale == 0:
        return np.full(len(gap), 1 / len(gap))
    low, high = -math.log(scale), -math.log(scale)
    while entropy(math.exp(low))[0] < target and low > -690:
        low -= 2.0
    while entropy(math.exp(high))[0] > target and high < 690:
        high += 2.0
    for _ in range(200):
        middle = (low + high) / 2
        h, p = entropy(math.exp(middle))
        if abs(h - target) < 1e-12 or middle in (low, high):
            break
        if h > target:
            low = middle
        else:
            high = middle
    return p


def conditional_affinities(X, perplexity=30.0):
    X = np.asarray(X).astype(float)
    D = _squared_distances(X)
    n = len(X)
    P = np.zeros((n, n))
    for i in range(n):
        others = np.arange(n) != i
        P[i, others] = _row(D[i, others], math.log(perplexity))
    return P


def joint_affinities(X, perplexity=30.0):
    P = conditional_affinities(X, perplexity)
    return (P + P.T) / (2 * len(P))
