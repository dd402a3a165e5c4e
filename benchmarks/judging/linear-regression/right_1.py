import numpy as np


class LinearRegression:
    def __init__(self, fit_intercept=True):
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        X = np.asarray(X).astype(float)
        y = np.asarray(y).astype(float)
        n, d = X.shape
        if self.fit_intercept:
            x_mean, Xc = self._centre(X)
            y_mean, yc = self._centre(y)
        else:
            Xc, yc = X, y
        self.coef_ = self._min_norm(Xc, yc, np.abs(X).max(axis=0))
        self.intercept_ = float(y_mean - x_mean @ self.coef_) if self.fit_intercept else 0.0
        return self

    @staticmethod
    def _centre(A):
        # shifting by the first row first keeps constant columns at exactly zero
        shifted = A - A[0]
        m = shifted.mean(axis=0)
        return A[0] + m, shifted - m

    @staticmethod
    def _min_norm(X, y, size):
        """Rank on columns of unit length, then the shortest w in the original units."""
        n, d = X.shape
        scale = np.sqrt((X ** 2).sum(axis=0))
        scale[scale == 0] = 1.0
        U, s, Vt = np.linalg.svd(X / scale, full_matrices=False)
        eps = np.finfo(float).eps
        noise = eps * max(10 * max(n, d), 4 * np.sqrt(n) * (size / scale).max())
        r = int((s > noise * s[0]).sum()) if s[0] > 0 else 0
        if r == 0:
            return np.zeros(d)
        z = (U[:, :r].T @ y) / s[:r]
        if r == d:
            return (Vt.T @ z) / scale
        A = Vt[:r] * scale  # A w = z, full row rank
        Q, R = np.linalg.qr(A.T)
        return Q @ np.linalg.solve(R.T, z)

    def predict(self, X):
        return np.asarray(X).astype(float) @ self.coef_ + self.intercept_

    def score(self, X, y):
        y = np.asarray(y).astype(float)
        shifted = y - y[0]
        return float(1 - ((y - self.predict(X)) ** 2).sum() / ((shifted - shifted.mean()) ** 2).sum())
