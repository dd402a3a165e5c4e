import numpy as np


class Ridge:
    """No centring: QR of the bordered matrix with an unpenalised column of ones; one target at a time."""

    def __init__(self, alpha=1.0, fit_intercept=True):
        self.alpha = alpha
        self.fit_intercept = fit_intercept

    @staticmethod
    def _back_substitute(R, c):
        x = np.zeros(len(c))
        for i in range(len(c) - 1, -1, -1):
            x[i] = (c[i] - R[i, i + 1:] @ x[i + 1:]) / R[i, i]
        return x

    def fit(self, X, y):
        if not self.alpha >= 0:
            raise ValueError(f"alpha = {self.alpha} is negative")
        data = np.asarray(X).astype(np.float64)
        target = np.asarray(y).astype(np.float64)
        n, d = data.shape
        penalty = np.eye(d) * np.sqrt(float(self.alpha))
        top, bottom = data, penalty
        if self.fit_intercept:
            top = np.c_[np.ones(n), data]
            bottom = np.c_[np.zeros(d), penalty]
        Q, R = np.linalg.qr(np.r_[top, bottom])
        columns = [target] if target.ndim == 1 else list(target.T)
        solutions = [self._back_substitute(R, Q[:n].T @ t) for t in columns]
        first = 1 if self.fit_intercept else 0
        coefs = [s[first:] for s in solutions]
        offsets = [float(s[0]) if self.fit_intercept else 0.0 for s in solutions]
        if target.ndim == 1:
            self.coef_, self.intercept_ = coefs[0], offsets[0]
        else:
            self.coef_ = np.array(coefs).reshape(len(coefs), d)
            self.intercept_ = np.array(offsets)
        return self

    def predict(self, X):
        return np.einsum("ij,...j->i...", np.asarray(X).astype(np.float64), self.coef_) + self.intercept_
