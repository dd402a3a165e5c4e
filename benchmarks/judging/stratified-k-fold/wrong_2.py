import numpy as np


def _generator(random_state):
    if not random_state:
        return np.random.default_rng()
    seed = int(random_state)
    return np.random.default_rng([abs(seed), int(seed < 0)])  # seeds have to be non-negative


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = np.asarray(y)
    n = len(labels)
    if n_splits < 2 or n_splits > n:
        raise ValueError("n_splits must lie between 2 and the number of rows")
    rng = _generator(random_state)
    # shuffled within each class, classes one after the other, dealt round the folds
    order = np.concatenate([rng.permutation(np.flatnonzero(labels == c)) for c in np.unique(labels)])
    fold = np.empty(n, dtype=int)
    fold[order] = np.arange(n) % n_splits
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n_splits)]
