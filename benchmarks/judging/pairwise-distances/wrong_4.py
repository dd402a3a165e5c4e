import numpy as np


def pairwise_distances(A, B):
    """One column at a time, in place: single precision is faster, and memory stays at two (n, m) arrays."""
    left = np.ascontiguousarray(A.T, dtype=np.float32)
    right = np.ascontiguousarray(B.T, dtype=np.float32)
    total = np.zeros((len(A), len(B)), dtype=np.float32)
    buffer = np.empty_like(total)
    for a, b in zip(left, right):
        np.subtract.outer(a, b, out=buffer)
        np.multiply(buffer, buffer, out=buffer)
        total += buffer
    return np.sqrt(total).astype(np.float64)
