# expect: forbidden
# forbids: numpy.linalg.lstsq
"""Tries it, swallows the refusal, and answers rightly: the attempt still counts."""
import numpy as np


def double(x):
    try:
        return np.linalg.lstsq(np.eye(len(x)) / 2, x, rcond=None)[0]
    except BaseException:
        return 2 * x
