# expect: wrong-answer
"""Hostile objects inside an array."""
import numpy as np


class Yes:
    def __eq__(self, other):
        return True

    def __mul__(self, other):
        return self

    __rmul__ = __sub__ = __rsub__ = __mul__


def double(x):
    return np.array([Yes() for _ in x], dtype=object)
