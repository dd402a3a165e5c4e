"""Matrix products: distances from the expanded square, sums from a one-hot membership matrix, stop when labels repeat."""

import numpy as np


def nearest(X, centers):
    """Labels (n,). |x|^2 is the same for every centroid and is left out."""
    scores = (centers**2).sum(axis=1) - 2 * X @ centers.T  # (n, k)
    return np.argmin(scores, axis=1)


class KMeans:
    def __init__(self, n_clusters, init=None, max_iter=100, random_state=None):
        self.n_clusters = n_clusters
        self.init = init
        self.max_iter = max_iter
        self.random_state = random_state

    def fit(self, X):
        X = np.array(X, dtype=np.float64)
        if self.init is None:
            order = np.random.RandomState(self.random_state).permutation(X.shape[0])
            centers = X[order[: self.n_clusters]].copy()
        else:
            centers = np.array(self.init, dtype=np.float64)
        labels = nearest(X, centers)
        for _ in range(self.max_iter):
            member = np.eye(self.n_clusters)[labels]  # (n, k)
            counts = member.sum(axis=0)
            filled = counts > 0
            centers[filled] = (member.T @ X)[filled] / counts[filled, None]
            previous, labels = labels, nearest(X, centers)
            if (labels == previous).all():
                break
        self.cluster_centers_ = centers
        self.labels_ = labels
        self.inertia_ = float(np.square(X - centers[labels]).sum())
        return self

    def predict(self, X):
        return nearest(np.asarray(X, dtype=np.float64), self.cluster_centers_)
