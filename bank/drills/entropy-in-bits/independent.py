"""Without probabilities: log2 of n minus the mean of log2 of the count that each example's class has."""

import numpy as np


def answer(facts):
    each = np.repeat(facts["counts"], facts["counts"]).astype(float)
    return np.log2(len(each)) - np.log2(each).mean()
