"""Eigenvectors of the covariance matrix of the columns, sorted from the largest eigenvalue down."""

import numpy as np


class PCA:
    def __init__(self, n_components=None):
        self.n_components = n_components

    def fit(self, X):
        X = np.array(X, dtype=np.float64)
        rows, columns = X.shape
        self.mean_ = np.mean(X, axis=0)
        X -= self.mean_
        covariance = X.T @ X / (rows - 1)  # (d, d)
        values, vectors = np.linalg.eigh(covariance)
        kept = np.argsort(values)[::-1][: self.n_components or min(rows, columns)]
        self.components_ = vectors[:, kept].T
        self.explained_variance_ = np.maximum(values[kept], 0.0)
        total = np.trace(covariance)
        self.explained_variance_ratio_ = self.explained_variance_ / (total or 1.0)
        return self

    def transform(self, X):
        centred = np.asarray(X, dtype=np.float64) - self.mean_
        return np.einsum("md,kd->mk", centred, self.components_)

    def inverse_transform(self, Z):
        return self.mean_ + np.einsum("mk,kd->md", np.asarray(Z, dtype=np.float64), self.components_)
