# expect: forbidden
# forbids: numpy.linalg.lstsq
"""Uses what the problem forbids."""
import numpy as np


def double(x):
    return np.linalg.lstsq(np.eye(len(x)) / 2, x, rcond=None)[0]
