"""Growing clusters by recursion: one Python frame for each row of a chain, and a cluster about a thousand rows long raises RecursionError. Use a stack or a queue."""

import numpy as np


class DBSCAN:
    def __init__(self, eps=0.5, min_samples=5):
        self.eps = eps
        self.min_samples = min_samples

    def fit(self, X):
        X = np.asarray(X, dtype=float)
        neighbours = [self._neighbours(X, row) for row in X]
        is_core = np.array([len(rows) >= self.min_samples for rows in neighbours], dtype=bool)
        labels = np.full(len(X), -1)
        cluster = 0
        for start in range(len(X)):
            if not is_core[start] or labels[start] != -1:
                continue
            self._grow(start, cluster, labels, neighbours, is_core)
            cluster += 1
        self.labels_ = labels
        self.core_sample_indices_ = np.flatnonzero(is_core)
        return self

    def _grow(self, row, cluster, labels, neighbours, is_core):
        labels[row] = cluster
        if is_core[row]:
            for other in neighbours[row]:
                if labels[other] == -1:
                    self._grow(other, cluster, labels, neighbours, is_core)

    def _neighbours(self, X, row):
        distances = np.sqrt(((X - row) ** 2).sum(axis=1))
        return np.flatnonzero(distances <= self.eps)
