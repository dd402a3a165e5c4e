"""Penalising the intercept like a coefficient: predictions are pulled towards 0 and change when a constant is added to y. Leave the entry of the column of ones out of the penalty, or centre."""

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
        A = np.column_stack([X, np.ones(len(X))]) if self.fit_intercept else X
        gram = A.T @ A + self.alpha * np.eye(A.shape[1])
        weights = np.linalg.solve(gram, A.T @ y)  # (features,) or (features, targets)
        self.coef_ = weights[: X.shape[1]].T
        self.intercept_ = weights[-1] if self.fit_intercept else 0.0
        return self

    def predict(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_.T + self.intercept_
