import numpy as np


def pairwise_distances(A, B):
    """Euclidean distances between the rows of A (n, d) and B (m, d). Returns (n, m), float64."""
    A = A.astype(np.float64)
    B = B.astype(np.float64)
    return np.sqrt(((A[:, np.newaxis, :] - B[np.newaxis, :, :]) ** 2).sum(axis=2))
