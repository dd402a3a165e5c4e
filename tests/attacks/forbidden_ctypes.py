# expect: error
# forbids: numpy.linalg.lstsq
"""Puts the function's code back by writing to memory."""
import ctypes

import numpy as np


def double(x):
    ctypes.c_void_p.from_address(id(np.linalg.lstsq) + 16)
    return np.linalg.lstsq(np.eye(len(x)) / 2, x, rcond=None)[0]
