# expect: forbidden|wrong-answer|error
# forbids: numpy.linalg.lstsq
"""Finds the list of hits and the guard in its own process and empties them."""
import sys

import numpy as np


def double(x):
    step = sys._getframe()
    while step is not None:
        for value in list(step.f_locals.values()):
            if hasattr(value, "_notify"):
                type(value)._notify = lambda *a: None
        step = step.f_back
    sys.meta_path.clear()
    try:
        return np.linalg.lstsq(np.eye(len(x)) / 2, x, rcond=None)[0]
    except BaseException:
        return None
