# expect: wrong-answer|judge-error
"""Booleans that are neither true nor false, by another view of the same bytes."""
import numpy as np


def double(x):
    return np.arange(2, 2 + x.size, dtype=np.uint8).view(bool)
