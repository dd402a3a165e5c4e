"""The largest value is not the mean."""

import numpy as np


def row_means(values):
    return values.max(axis=1)
