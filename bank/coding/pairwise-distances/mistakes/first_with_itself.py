"""Taking both squared norms from A: right only when A and B are the same array, which is what one often tests with."""

import numpy as np


def pairwise_distances(A, B):
    A, B = A.astype(np.float64), B.astype(np.float64)
    if A.size == 0 or B.size == 0:
        return np.zeros((A.shape[0], B.shape[0]))
    origin = B.mean(axis=0)
    A, B = A - origin, B - origin
    squared = np.einsum("ij,ij->i", A, A)[:, None] + np.resize(np.einsum("ij,ij->i", A, A), len(B))[None, :] - 2.0 * (A @ B.T)
    return np.sqrt(np.maximum(squared, 0.0))
