import numpy as np


class Ridge:
    """Shrinks the singular directions of the centred data."""

    def __init__(self, alpha=1.0, fit_intercept=True):
        if alpha < 0:
            raise ValueError("negative alpha")
        self.alpha = float(alpha)
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        X, y = np.array(X, dtype=np.float64), np.array(y, dtype=np.float64)
        x_mean, y_mean = 0.0, 0.0
        if self.fit_intercept:
            x_mean, y_mean = X.mean(0), y.mean(0)
            X -= x_mean
            y -= y_mean
        U, s, Vt = np.linalg.svd(X, full_matrices=False)
        live = s > s.max() * 1e-15
        shrink = np.zeros_like(s)
        shrink[live] = s[live] / (s[live] ** 2 + self.alpha)
        W = Vt.T @ (shrink.reshape((-1,) + (1,) * (y.ndim - 1)) * (U.T @ y))
        self.coef_ = W.T
        self.intercept_ = y_mean - x_mean @ W if self.fit_intercept else 0.0
        return self

    def predict(self, X):
        return np.dot(np.asarray(X, dtype=np.float64), self.coef_.T) + self.intercept_
