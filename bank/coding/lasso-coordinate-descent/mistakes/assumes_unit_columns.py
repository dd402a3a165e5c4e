"""Leaving out the division by the column's mean square: that holds only for standardised columns, and here nothing is scaled."""

import numpy as np


class Lasso:
    def __init__(self, alpha=1.0, max_iter=1000, tol=1e-6):
        self.alpha = alpha
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y, dtype=np.float64)
        x_mean, y_mean = X.mean(axis=0), y.mean()
        scale = np.where(np.ptp(X, axis=0) > 0, X.std(axis=0), 1.0)
        columns = np.ascontiguousarray(((X - x_mean) / scale).T)  # (features, rows)
        sizes = (columns**2).mean(axis=1)
        residual = y - y_mean
        coef = np.zeros(len(columns))
        for sweep in range(1, self.max_iter + 1):
            largest = 0.0
            for j, column in enumerate(columns):
                if sizes[j] == 0:
                    continue
                rho = column @ residual / len(y) + sizes[j] * coef[j]
                new = np.sign(rho) * max(abs(rho) - self.alpha, 0.0) / sizes[j]
                change = new - coef[j]
                residual -= column * change
                coef[j] = new
                largest = max(largest, abs(change))
            if largest <= self.tol:
                break
        self.n_iter_ = sweep
        coef = coef / scale
        self.coef_ = coef
        self.intercept_ = float(y_mean - x_mean @ coef)
        return self

    def predict(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_ + self.intercept_
