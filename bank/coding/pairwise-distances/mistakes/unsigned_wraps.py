"""Subtracting integers as they come: with unsigned integers 3 - 5 wraps around to a huge number. Convert to float64 before the difference."""

import numpy as np


def pairwise_distances(A, B):
    return np.sqrt(((A[:, None, :] - B[None, :, :]).astype(np.float64) ** 2).sum(axis=2))
