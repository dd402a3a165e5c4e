import numpy as np


def _offset(a):
    """Mean along the rows, taken after subtracting the first row."""
    return a[0] + (a - a[0]).mean(axis=0)


class LinearRegression:
    """Moore-Penrose inverse of the centred matrix."""

    def __init__(self, fit_intercept=True):
        self.fit_intercept = bool(fit_intercept)

    def fit(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y, dtype=np.float64)
        size = np.abs(X).max()
        self.coef_, self.intercept_ = np.zeros(X.shape[1]), 0.0
        x0, y0 = (_offset(X), _offset(y)) if self.fit_intercept else (np.zeros(X.shape[1]), 0.0)
        A = X
        if self.fit_intercept:
            constant = (X == X[0]).all(axis=0)
            A -= x0
            A[:, constant] = 0.0
        b = y - y0
        largest = np.linalg.norm(A, 2)
        if largest > 0:
            eps = np.finfo(np.float64).eps
            cut = max(10 * eps * max(A.shape), 4 * eps * size * np.sqrt(len(A)) / largest)
            self.coef_ = np.linalg.pinv(A, rcond=cut) @ b
            # one step of refinement inside the row space
            self.coef_ = self.coef_ + np.linalg.pinv(A, rcond=cut) @ (b - A @ self.coef_)
        if self.fit_intercept:
            self.intercept_ = float(y0 - np.dot(x0, self.coef_))
        return self

    def predict(self, X):
        return np.dot(np.array(X, dtype=np.float64), self.coef_) + self.intercept_

    def score(self, X, y):
        y = np.array(y, dtype=np.float64)
        residual, spread = y - self.predict(X), y - _offset(y)
        return 1.0 - np.dot(residual, residual) / np.dot(spread, spread)
