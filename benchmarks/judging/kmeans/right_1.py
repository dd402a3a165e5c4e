import numpy as np


class KMeans:
    """k-means by Lloyd's algorithm. init: (n_clusters, d) first centroids, or None for random rows of X."""

    def __init__(self, n_clusters, init=None, max_iter=100, random_state=None):
        self.n_clusters = n_clusters
        self.init = init
        self.max_iter = max_iter
        self.random_state = random_state

    def _squared(self, X):
        return ((X[:, np.newaxis, :] - self.cluster_centers_) ** 2).sum(axis=2)

    def fit(self, X):
        X = np.asarray(X, dtype=float)
        if self.init is None:
            rng = np.random.default_rng(self.random_state)
            self.cluster_centers_ = X[rng.choice(len(X), size=self.n_clusters, replace=False)]
        else:
            self.cluster_centers_ = np.array(self.init, dtype=float)
        for _ in range(self.max_iter):
            labels = self.predict(X)
            centers = self.cluster_centers_.copy()
            for k in range(self.n_clusters):
                rows = X[labels == k]
                if len(rows):
                    centers[k] = rows.mean(axis=0)
            unchanged = np.array_equal(centers, self.cluster_centers_)
            self.cluster_centers_ = centers
            if unchanged:
                break
        self.labels_ = self.predict(X)
        self.inertia_ = float(self._squared(X).min(axis=1).sum())
        return self

    def predict(self, X):
        return self._squared(np.asarray(X, dtype=float)).argmin(axis=1)
