import numpy as np


def soft_threshold(value, limit):
    return np.sign(value) * max(abs(value) - limit, 0.0)


class Lasso:
    def __init__(self, alpha=1.0, max_iter=1000, tol=1e-6):
        self.alpha = alpha
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X, y):
        X = np.array(X, dtype=np.float64)
        y = np.array(y, dtype=np.float64)
        n, d = X.shape
        x_mean = X.mean(axis=0)
        y_mean = y.mean()
        Xc = X - x_mean
        yc = y - y_mean
        norms = (Xc ** 2).sum(axis=0)
        w = np.zeros(d)
        residual = yc - Xc @ w
        for it in range(self.max_iter):
            w_old = w.copy()
            for j in range(d):
                rho = Xc[:, j] @ residual + norms[j] * w[j]
                new = soft_threshold(rho, n * self.alpha) / norms[j]
                residual -= (new - w[j]) * Xc[:, j]
                w[j] = new
            if np.max(np.abs(w - w_old)) <= self.tol:
                break
        self.n_iter_ = it + 1
        self.coef_ = w
        self.intercept_ = float(y_mean - x_mean @ w)
        return self

    def predict(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_ + self.intercept_
