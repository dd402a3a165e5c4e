# expect: wrong-answer
"""Catches its own MemoryError and goes on: allowed, but the answer is still wrong."""
import numpy as np


def double(x):
    try:
        np.ones(1 << 31)
    except MemoryError:
        pass
    return x
