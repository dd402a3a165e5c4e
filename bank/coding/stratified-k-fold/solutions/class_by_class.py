"""Class by class: shuffle its positions and go on dealing at the fold where the previous class stopped."""

import numpy as np


def stratified_k_fold(y, n_splits=5, random_state=None):
    labels = list(y)
    if n_splits < 2 or n_splits > len(labels):
        raise ValueError("n_splits must be at least 2 and at most the number of rows")
    rng = np.random.RandomState(random_state) if random_state is not None else np.random.default_rng()
    members = {}
    for position, label in enumerate(labels):
        members.setdefault(label, []).append(position)
    tests = [[] for _ in range(n_splits)]
    turn = 0
    for positions in members.values():
        rng.shuffle(positions)
        for position in positions:
            tests[turn % n_splits].append(position)
            turn += 1
    everything = np.arange(len(labels))
    return [(np.setdiff1d(everything, test), np.sort(test)) for test in tests]
