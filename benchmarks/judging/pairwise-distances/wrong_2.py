import numpy as np


def pairwise_distances(A, B):
    """Euclidean distances between the rows of A (n, d) and B (m, d). Returns (n, m), float64."""
    difference = A[:, np.newaxis, :] - B[np.newaxis, :, :]
    return np.sqrt((difference.astype(np.float64) ** 2).sum(axis=2))
