import numpy as np


class KMeans:
    """k-means by Lloyd's algorithm. init: (n_clusters, d) first centroids, or None for random rows of X."""

    def __init__(self, n_clusters, init=None, max_iter=100, random_state=None):
        self.n_clusters = n_clusters
        self.init = init
        self.max_iter = max_iter
        self.random_state = random_state

    def fit(self, X):
        """X: (n, d). Sets cluster_centers_ (n_clusters, d), labels_ (n,) and inertia_. Returns self."""
        self.cluster_centers_ = np.zeros((self.n_clusters, X.shape[1]))
        self.labels_ = np.zeros(len(X), dtype=int)
        self.inertia_ = 0.0
        return self

    def predict(self, X):
        """Index of the nearest centroid of each row. X: (m, d). Returns (m,) integers."""
        return np.zeros(len(X), dtype=int)
