import random

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    n = len(y)
    if n_splits < 2 or n_splits > n:
        raise ValueError("n_splits must lie between 2 and the number of rows")
    rng = random.Random(random_state)
    by_class = {}
    for i in range(n):
        by_class.setdefault(y[i], []).append(i)
    fold = np.empty(n, dtype=int)
    place = 0
    for label in sorted(by_class):
        rows = by_class[label]
        rng.shuffle(rows)
        for i in rows:
            fold[i] = place % n_splits
            place += 1
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
