# expect: wrong-answer
"""Changes the argument in place, hoping that the judge compares with the same memory."""
import numpy as np


def double(x):
    x *= 0
    return x
