import numpy as np


class DBSCAN:
    """Density-based clustering by search from each core row."""

    def __init__(self, eps=0.5, min_samples=5):
        self.eps = eps
        self.min_samples = min_samples

    def _neighbours(self, X):
        near = np.zeros((len(X), len(X)), dtype=bool)
        for i in range(len(X)):
            difference = X - X[i]
            distances = np.sqrt(np.einsum("ij,ij->i", difference, difference))
            near[i] = distances < self.eps
        return near

    def fit(self, X):
        X = np.asarray(X, dtype=float)
        n = len(X)
        near = self._neighbours(X)
        core = near.sum(axis=1) >= self.min_samples
        labels = np.full(n, -1)
        cluster = 0
        for i in range(n):
            if not core[i] or labels[i] != -1:
                continue
            labels[i] = cluster
            queue = [i]
            while queue:
                current = queue.pop()
                for j in np.flatnonzero(near[current] & (labels == -1)):
                    labels[j] = cluster
                    if core[j]:
                        queue.append(j)
            cluster += 1
        self.labels_ = labels
        self.core_sample_indices_ = np.flatnonzero(core)
        return self
