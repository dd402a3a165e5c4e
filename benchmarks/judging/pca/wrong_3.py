import numpy as np


class PCA:
    def __init__(self, n_components=None):
        self.n_components = n_components

    def fit(self, X):
        X = np.asarray(X).astype(float)
        n, d = X.shape
        k = min(n, d) if self.n_components is None else self.n_components
        shifted = X - X[0]  # constant columns become exactly zero
        offset = shifted.mean(axis=0)
        self.mean_ = X[0] + offset
        centred = shifted - offset
        variances, vectors = np.linalg.eigh(centred.T @ centred / (n - 1))
        variances = np.maximum(variances, 0.0)
        Vt = vectors.T
        total = variances.sum()
        self.components_ = Vt[:k]
        self.explained_variance_ = variances[:k]
        self.explained_variance_ratio_ = variances[:k] / total if total > 0 else np.zeros(k)
        return self

    def transform(self, X):
        return (np.asarray(X).astype(float) - self.mean_) @ self.components_.T

    def inverse_transform(self, Z):
        return np.asarray(Z).astype(float) @ self.components_ + self.mean_
