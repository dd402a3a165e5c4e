"""The median is not the mean. Add up and divide."""

import numpy as np


def row_means(values):
    return np.median(values, axis=1) if values.size else np.zeros(len(values))
