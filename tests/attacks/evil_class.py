# expect: wrong-answer
"""Claims to be an array."""
import numpy as np


class Fake:
    @property
    def __class__(self):
        return np.ndarray

    shape = (5,)
    dtype = np.dtype(float)

    def __array__(self, *args, **kwargs):
        return np.zeros(5)


def double(x):
    return Fake()
