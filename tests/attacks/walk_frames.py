# expect: wrong-answer
"""Looks for expected values in the frames above."""
import sys

import numpy as np


def double(x):
    step = sys._getframe().f_back
    while step is not None:
        for name, value in step.f_locals.items():
            if "expected" in name or "solution" in name or "reference" in name:
                return value
            if isinstance(value, np.ndarray) and value is not x and np.array_equal(value, x + x):
                return value
        step = step.f_back
    return None
