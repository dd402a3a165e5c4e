# expect: memory-limit
"""Memory by an array that is written to."""
import numpy as np


def double(x):
    return np.ones(1 << 31)
