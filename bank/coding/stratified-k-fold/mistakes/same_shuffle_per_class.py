"""Making a new generator with the same seed for every class: all classes are put into the same random order, so the same rows always meet. Make one generator and go on drawing from it."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    seed = np.random.default_rng().integers(2**32) if random_state is None else random_state
    fold = np.empty(n, dtype=int)
    turn = 0
    for name in np.unique(labels):
        members = np.random.default_rng(seed).permutation(np.flatnonzero(labels == name))
        fold[members] = (turn + np.arange(len(members))) % n_splits
        turn += len(members)
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
