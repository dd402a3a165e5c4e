import numpy as np


def pairwise_distances(A, B):
    A = A.astype(float)
    B = B.astype(float)
    if len(A) == 0 or len(B) == 0:
        return np.zeros((len(A), len(B)))
    centre = (A.mean(axis=0) + B.mean(axis=0)) / 2
    A -= centre
    B -= centre
    squared = np.sum(A * A, axis=1)[:, None] + np.sum(B * B, axis=1) - 2 * (A @ B.T)
    return np.sqrt(squared)
