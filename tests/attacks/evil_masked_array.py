# expect: wrong-answer
"""Every value masked, so that comparisons say nothing."""
import numpy as np


def double(x):
    return np.ma.array(np.zeros(np.shape(x)), mask=True)
