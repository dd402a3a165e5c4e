"""Seeding the generator with a constant: the folds never change, whatever random_state says, so repeated cross-validation repeats one division."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    rng = np.random.default_rng(42)
    fold = np.empty(n, dtype=int)
    turn = 0
    for name in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == name))
        fold[members] = (turn + np.arange(len(members))) % n_splits
        turn += len(members)
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
