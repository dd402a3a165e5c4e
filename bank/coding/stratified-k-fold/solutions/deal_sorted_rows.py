"""Shuffle all rows, sort them by class (stably), then deal them like cards: each fold takes every n_splits-th row."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if not 2 <= n_splits <= n:
        raise ValueError(f"n_splits must be between 2 and {n}, got {n_splits}")
    shuffled = np.random.default_rng(random_state).permutation(n)
    by_class = shuffled[np.argsort(labels[shuffled], kind="stable")]
    fold = np.empty(n, dtype=int)
    fold[by_class] = np.arange(n) % n_splits  # classes follow each other, so no fold gets more than one extra row
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
