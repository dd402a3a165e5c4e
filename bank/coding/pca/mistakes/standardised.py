"""Dividing the columns by their standard deviations: that is the analysis of the correlation matrix, another problem. PCA of the data as given only centres."""

import numpy as np


class PCA:
    def __init__(self, n_components=None):
        self.n_components = n_components

    def fit(self, X):
        X = np.asarray(X, dtype=np.float64)
        n, d = X.shape
        k = min(n, d) if self.n_components is None else self.n_components
        self.mean_ = X.mean(axis=0)
        self.scale_ = X.std(axis=0, ddof=1)
        self.scale_[self.scale_ == 0] = 1.0
        _, singular, directions = np.linalg.svd((X - self.mean_) / self.scale_, full_matrices=False)  # (min,), (min, d)
        variance = singular**2 / (n - 1)
        total = variance.sum()
        self.components_ = directions[:k]
        self.explained_variance_ = variance[:k]
        self.explained_variance_ratio_ = variance[:k] / total if total > 0 else np.zeros(k)
        return self

    def transform(self, X):
        return ((np.asarray(X, dtype=np.float64) - self.mean_) / self.scale_) @ self.components_.T

    def inverse_transform(self, Z):
        return np.asarray(Z, dtype=np.float64) @ self.components_ * self.scale_ + self.mean_
