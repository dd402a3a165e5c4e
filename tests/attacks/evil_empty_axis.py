# expect: judge-error
"""An array without a single byte whose rows nobody can count through."""
import numpy as np


def double(x):
    return np.empty((1 << 40, 0))
