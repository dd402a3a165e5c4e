# expect: wrong-answer
"""NaN everywhere: no comparison with it says that it is too large."""
import numpy as np


def double(x):
    return np.full(np.shape(x), np.nan)
