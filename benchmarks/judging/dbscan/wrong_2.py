import numpy as np


def _adjacency(X, eps, block=256):
    """Boolean (n, n): which rows are neighbours. In blocks, one column at a time."""
    n, d = X.shape
    near = np.empty((n, n), dtype=bool)
    for start in range(0, n, block):
        squared = np.zeros((min(block, n - start), n))
        for k in range(d):
            squared += np.subtract.outer(X[start : start + block, k], X[:, k]) ** 2
        near[start : start + block] = np.sqrt(squared) <= eps
    return near


class DBSCAN:
    """A boolean matrix of neighbours; clusters grow by whole frontiers."""

    def __init__(self, eps=0.5, min_samples=5):
        self.eps = eps
        self.min_samples = min_samples

    def fit(self, X):
        X = np.array(X, dtype=np.float64)
        near = _adjacency(X, self.eps)
        core = near.sum(axis=1) - 1 >= self.min_samples  # without the row itself
        labels = np.full(len(X), -1, dtype=np.int32)
        number = 0
        while True:
            free = core & (labels == -1)
            if not free.any():
                break
            frontier = np.array([free.argmax()])
            cluster = np.zeros(len(X), dtype=bool)
            cluster[frontier] = True
            while frontier.size:
                reached = near[frontier].any(axis=0)
                fresh = reached & core & ~cluster
                cluster |= fresh
                frontier = np.flatnonzero(fresh)
            members = near[cluster].any(axis=0) & (labels == -1)
            labels[members] = number
            number += 1
        self.labels_ = labels
        self.core_sample_indices_ = np.arange(len(X))[core]
        return self
