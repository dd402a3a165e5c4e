"""Sums that are never divided. Divide by the number of columns."""

import numpy as np


def row_means(values):
    return values.sum(axis=1)
