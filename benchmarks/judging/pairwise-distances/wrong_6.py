import numpy as np


def pairwise_distances(A, B):
    A = A.astype(np.float64)
    B = B.astype(np.float64)
    if len(A) and len(B):
        centre = np.vstack([A, B]).mean(axis=0)
        A -= centre
        B -= centre
    squared = (A**2).sum(axis=1)[:, None] + (B**2).sum(axis=1) - 2 * A @ B.T
    return np.sqrt(np.clip(squared, 0.0, None))
