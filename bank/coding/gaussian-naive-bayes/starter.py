import numpy as np


class GaussianNB:
    def __init__(self, var_smoothing=1e-9):
        self.var_smoothing = var_smoothing

    def fit(self, X, y):
        """X: (n, d). y: (n,) labels. Sets classes_, class_prior_, theta_, var_. Returns self."""
        self.classes_ = np.unique(y)
        return self

    def predict_log_proba(self, X):
        """X: (m, d). Returns (m, C), log P(c | x)."""
        return np.zeros((len(X), len(self.classes_)))

    def predict_proba(self, X):
        """X: (m, d). Returns (m, C)."""
        return np.exp(self.predict_log_proba(X))

    def predict(self, X):
        """X: (m, d). Returns (m,) labels."""
        return np.array([self.classes_[0]] * len(X))
