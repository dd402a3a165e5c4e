import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    """A list of n_splits pairs (train, test) of ascending positions. y: (n,) labels, integers or strings."""
    positions = np.arange(len(y))
    return [(positions, positions) for _ in range(n_splits)]
