"""Differences of all pairs by broadcasting, one column at a time so that the memory stays at n x m."""

import numpy as np


def pairwise_distances(A, B):
    A, B = np.asarray(A, dtype=np.float64), np.asarray(B, dtype=np.float64)
    squared = np.zeros((len(A), len(B)))
    for a, b in zip(A.T, B.T):
        difference = a[:, None] - b[None, :]  # (n, m)
        squared += difference * difference
    return np.sqrt(squared)
