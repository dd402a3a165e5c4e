"""Sums of whole rows."""

import numpy as np


def row_means(values):
    return values.sum(axis=1) / max(values.shape[1], 1)
