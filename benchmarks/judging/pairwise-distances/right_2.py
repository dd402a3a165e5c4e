import numpy as np


def pairwise_distances(A, B):
    """One column at a time, in place: differences are exact and memory stays at two (n, m) arrays."""
    left = np.ascontiguousarray(A.T, dtype=float)
    right = np.ascontiguousarray(B.T, dtype=float)
    total = np.zeros((len(A), len(B)))
    buffer = np.empty_like(total)
    for a, b in zip(left, right):
        np.subtract.outer(a, b, out=buffer)
        np.multiply(buffer, buffer, out=buffer)
        total += buffer
    return np.sqrt(total, out=total)
