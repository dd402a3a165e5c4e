"""Centred normal equations in the eigenbasis of the Gram matrix, leaving out directions without variance."""

import numpy as np


class LinearRegression:
    def __init__(self, fit_intercept=True):
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        X, y = np.array(X, dtype=float), np.array(y, dtype=float)
        shift = X.mean(axis=0) * bool(self.fit_intercept)
        level = y.mean() * bool(self.fit_intercept)
        X -= shift
        y -= level
        variances, directions = np.linalg.eigh(X.T @ X)
        inverse = np.zeros_like(variances)
        real = variances > 1e-12 * variances.max()
        inverse[real] = 1 / variances[real]
        self.coef_ = directions @ (inverse * (directions.T @ (X.T @ y)))
        self.intercept_ = level - np.dot(shift, self.coef_)
        return self

    def predict(self, X):
        return np.array([self.intercept_ + float(np.dot(row, self.coef_)) for row in X])

    def score(self, X, y):
        unexplained = np.mean(np.square(y - self.predict(X)))
        return 1 - unexplained / np.var(np.asarray(y, dtype=float))
