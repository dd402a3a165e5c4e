# expect: wrong-answer|judge-error|error
"""Characters that do not exist, by another view of the same bytes."""
import numpy as np


def double(x):
    return np.full(4, 0x7FFFFFFF, dtype=np.uint32).view("U1")
