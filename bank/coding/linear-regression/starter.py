import numpy as np


class LinearRegression:
    """Ordinary least squares. After fit: coef_ (features,), intercept_ a number."""

    def __init__(self, fit_intercept=True):
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        """X: (rows, features), y: (rows,). Returns self."""
        self.coef_ = np.zeros(X.shape[1])
        self.intercept_ = 0.0
        return self

    def predict(self, X):
        """X: (rows, features). Returns (rows,)."""
        return np.zeros(len(X))

    def score(self, X, y):
        """R squared of the predictions for X against y."""
        return 0.0
