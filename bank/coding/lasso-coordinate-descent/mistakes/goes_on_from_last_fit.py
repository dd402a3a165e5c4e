"""Going on from the coefficients of the last fit: the minimum is the same, but n_iter_, and the result where max_iter is small, depend on what was fitted before. Start every fit from zero."""

import numpy as np


class Lasso:
    def __init__(self, alpha=1.0, max_iter=1000, tol=1e-6):
        self.alpha = alpha
        self.max_iter = max_iter
        self.tol = tol
        self.coef_ = None

    def fit(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y, dtype=np.float64)
        x_mean, y_mean = X.mean(axis=0), y.mean()
        columns = np.ascontiguousarray((X - x_mean).T)  # (features, rows)
        sizes = (columns**2).mean(axis=1)
        residual = y - y_mean
        is_new = self.coef_ is None or len(self.coef_) != len(columns)
        coef = np.zeros(len(columns)) if is_new else self.coef_.copy()
        residual = residual - coef @ columns
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
        self.coef_ = coef
        self.intercept_ = float(y_mean - x_mean @ coef)
        return self

    def predict(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_ + self.intercept_
