"""Raising the counter before the first cluster is labelled: clusters are numbered from 0."""

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
        cluster = 1
        for start in range(len(X)):
            if not is_core[start] or labels[start] != -1:
                continue
            labels[start] = cluster
            stack = [start]
            while stack:
                for row in neighbours[stack.pop()]:
                    if labels[row] == -1:
                        labels[row] = cluster
                        if is_core[row]:
                            stack.append(row)
            cluster += 1
        self.labels_ = labels
        self.core_sample_indices_ = np.flatnonzero(is_core)
        return self

    def _neighbours(self, X, row):
        distances = np.sqrt(((X - row) ** 2).sum(axis=1))
        return np.flatnonzero(distances <= self.eps)
