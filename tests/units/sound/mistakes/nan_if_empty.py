"""NaN where there are no columns. Return 0 there."""

import numpy as np


def row_means(values):
    return values.sum(axis=1) / values.shape[1] if values.shape[1] else np.full(len(values), np.nan)
