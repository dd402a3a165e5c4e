from itertools import islice

import numpy as np


def lloyd(X, centers):
    """The centroids after each round, for ever."""
    while True:
        labels = assign(X, centers)
        order = np.argsort(labels, kind="stable")
        used, starts, counts = np.unique(labels[order], return_index=True, return_counts=True)
        centers = centers.copy()
        centers[used] = np.add.reduceat(X[order], starts, axis=0) / counts[:, None]
        yield centers


def assign(X, centers):
    distances = np.stack([np.sqrt(np.square(X - center).sum(axis=1)) for center in centers])
    return np.argmin(distances, axis=0)


class KMeans:
    """A generator of rounds; stops when two rounds agree."""

    def __init__(self, n_clusters, init=None, max_iter=100, random_state=None):
        self.n_clusters = n_clusters
        self.init = init
        self.max_iter = max_iter
        self.random_state = random_state

    def _start(self, X):
        if self.init is not None:
            return np.asarray(self.init).astype(np.float64)
        keys = np.random.default_rng(self.random_state).random(len(X))
        return X[np.argsort(keys)[: self.n_clusters]]

    def fit(self, X):
        X = np.asarray(X).astype(np.float64)
        current = self._start(X)
        for following in islice(lloyd(X, current), self.max_iter):
            settled = (following == current).all()
            current = following
            if settled:
                break
        self.cluster_centers_ = current
        self.labels_ = assign(X, current)
        self.inertia_ = float(np.square(X - current[self.labels_]).sum())
        return self

    def predict(self, X):
        return assign(np.asarray(X).astype(np.float64), self.cluster_centers_)
