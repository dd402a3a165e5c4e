"""Subtracting with the axes swapped: entry i, j is the distance between row j of A and row i of B, and the shape is (m, n)."""

import numpy as np


def pairwise_distances(A, B):
    A, B = np.asarray(A, dtype=np.float64), np.asarray(B, dtype=np.float64)
    return np.sqrt(((A[None, :, :] - B[:, None, :]) ** 2).sum(axis=2))
