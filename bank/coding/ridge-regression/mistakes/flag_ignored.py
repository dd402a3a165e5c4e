"""Ignoring fit_intercept=False: an intercept is fitted anyway."""

import numpy as np


class Ridge:
    def __init__(self, alpha=1.0, fit_intercept=True):
        self.alpha = alpha
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        if self.alpha < 0:
            raise ValueError("alpha must not be negative")
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y, dtype=np.float64)
        x_mean = X.mean(axis=0)
        y_mean = y.mean(axis=0)
        A = X - x_mean
        gram = A.T @ A + self.alpha * np.eye(A.shape[1])
        weights = np.linalg.solve(gram, A.T @ (y - y_mean))  # (features,) or (features, targets)
        self.coef_ = weights.T
        self.intercept_ = y_mean - x_mean @ weights
        return self

    def predict(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_.T + self.intercept_
