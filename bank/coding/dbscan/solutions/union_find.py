"""Connected components of the core rows by union-find; afterwards each border row looks for its lowest core neighbour's cluster."""

import numpy as np


class DBSCAN:
    def __init__(self, eps=0.5, min_samples=5):
        self.eps = eps
        self.min_samples = min_samples

    def fit(self, X):
        X = np.asarray(X, dtype=np.float64)
        n = X.shape[0]
        squared = np.zeros((n, n))
        for column in X.T:
            squared += np.subtract.outer(column, column) ** 2
        near = squared <= self.eps**2  # (n, n)
        core = np.flatnonzero(near.sum(axis=1) >= self.min_samples)

        parent = list(range(n))

        def root(i):
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        for i in core:
            for j in core[near[i, core]]:
                low, high = sorted((root(int(i)), root(int(j))))
                parent[high] = low

        numbers = {}
        labels = np.full(n, -1, dtype=int)
        for i in core:
            labels[i] = numbers.setdefault(root(int(i)), len(numbers))
        core_labels = labels[core]
        for i in set(range(n)) - set(core.tolist()):
            found = core_labels[near[i, core]]
            if found.size:
                labels[i] = found.min()
        self.labels_ = labels
        self.core_sample_indices_ = core
        return self
