"""A loop over lists."""

import numpy as np


def row_means(values):
    return np.array([sum(row) / max(len(row), 1) for row in values.tolist()])
