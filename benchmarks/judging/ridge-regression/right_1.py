import numpy as np


class Ridge:
    """Centre, then least squares on the data with sqrt(alpha) * I below."""

    def __init__(self, alpha=1.0, fit_intercept=True):
        self.alpha = alpha
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        if self.alpha < 0:
            raise ValueError("alpha must not be negative")
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y, dtype=np.float64)
        Y = y if y.ndim == 2 else y[:, None]
        d = X.shape[1]
        if self.fit_intercept:
            x_mean, y_mean = X.mean(axis=0), Y.mean(axis=0)
        else:
            x_mean, y_mean = np.zeros(d), np.zeros(Y.shape[1])
        A = np.vstack([X - x_mean, np.sqrt(self.alpha) * np.eye(d)])
        B = np.vstack([Y - y_mean, np.zeros((d, Y.shape[1]))])
        W = np.linalg.lstsq(A, B, rcond=None)[0]
        b = y_mean - x_mean @ W
        if y.ndim == 1:
            self.coef_, self.intercept_ = W[:, 0].copy(), float(b[0])
        else:
            self.coef_, self.intercept_ = W.T.copy(), b
        return self

    def predict(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_.T + self.intercept_
