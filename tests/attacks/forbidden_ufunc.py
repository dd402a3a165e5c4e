# expect: forbidden
# forbids: numpy.multiply
"""A C function that is held by every operator table, asked for by an old reference."""
import numpy as np


def double(x):
    return np._core.umath.multiply(x, 2)
