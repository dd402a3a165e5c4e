import numpy as np


class KNNClassifier:
    """Vectorised over blocks of query rows, so that memory stays small."""

    def __init__(self, n_neighbors=5, weights="uniform"):
        self.n_neighbors = n_neighbors
        self.weights = weights

    def fit(self, X, y):
        X = np.array(X)
        n = X.shape[0]
        if self.n_neighbors < 1 or self.n_neighbors > n:
            raise ValueError(f"n_neighbors={self.n_neighbors} for {n} rows")
        self.classes_, codes = np.unique(np.array(y), return_inverse=True)
        self.X_, self.codes_ = X, codes.reshape(-1)
        return self

    def predict_proba(self, X):
        X = np.asarray(X)
        n, d = self.X_.shape
        step = max(1, 2_000_000 // max(1, n * d))
        blocks = [self._block(X[i:i + step]) for i in range(0, len(X), step)]
        return np.concatenate(blocks) if blocks else np.zeros((0, len(self.classes_)))

    def _block(self, Q):
        diff = Q[:, None, :] - self.X_[None, :, :]
        dist = np.sqrt((diff * diff).sum(axis=2))
        near = np.argsort(dist, axis=1, kind="stable")[:, :self.n_neighbors]
        dist = np.take_along_axis(dist, near, axis=1)
        if self.weights == "distance":
            zero = dist == 0
            with np.errstate(divide="ignore"):
                weight = np.where(zero.any(axis=1, keepdims=True), zero.astype(float), 1 / dist)
        else:
            weight = np.ones_like(dist)
        k = len(self.classes_)
        flat = np.arange(len(Q))[:, None] * k + self.codes_[near]
        votes = np.bincount(flat.ravel(), weight.ravel(), minlength=len(Q) * k).reshape(len(Q), k)
        return votes / votes.sum(axis=1, keepdims=True)

    def predict(self, X):
        shares = self.predict_proba(X)
        top = shares.max(axis=1, keepdims=True)
        return self.classes_[(shares >= top - 1e-12).argmax(axis=1)]
