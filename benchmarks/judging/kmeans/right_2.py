import numpy as np


def nearest(X, centers):
    """Index of the nearest centre and the squared distance to it, one centre after another."""
    best = np.full(len(X), np.inf)
    index = np.zeros(len(X), dtype=np.int64)
    for k, center in enumerate(centers):
        difference = X - center
        squared = np.einsum("ij,ij->i", difference, difference)
        closer = squared < best  # strictly: the lowest index wins a tie
        best[closer] = squared[closer]
        index[closer] = k
    return index, best


class KMeans:
    def __init__(self, n_clusters, init=None, max_iter=100, random_state=None):
        self.n_clusters, self.init, self.max_iter, self.random_state = n_clusters, init, max_iter, random_state

    def fit(self, X):
        X = np.array(X, dtype=np.float64)
        n, d = X.shape
        if self.init is not None:
            centers = np.array(self.init, dtype=np.float64)
        else:
            order = np.random.RandomState(self.random_state).permutation(n)
            centers = X[order[: self.n_clusters]].copy()
        previous = None
        rounds = 0
        while rounds < self.max_iter:
            labels, _ = nearest(X, centers)
            if previous is not None and (labels == previous).all():
                break
            counts = np.bincount(labels, minlength=self.n_clusters)
            sums = np.column_stack([np.bincount(labels, weights=X[:, j], minlength=self.n_clusters) for j in range(d)])
            filled = counts > 0
            centers[filled] = sums[filled] / counts[filled, None]
            previous = labels
            rounds += 1
        self.cluster_centers_ = centers
        self.labels_, squared = nearest(X, centers)
        self.inertia_ = squared.sum()
        return self

    def predict(self, X):
        return nearest(np.asarray(X, dtype=np.float64), self.cluster_centers_)[0]
