# expect: forbidden
# forbids: numpy.linalg.lstsq
"""The dispatcher's own reference to the function that it wraps."""
import numpy as np


def double(x):
    inner = np.linalg.lstsq._implementation
    return inner(np.eye(len(x)) / 2, x, rcond=None)[0]
