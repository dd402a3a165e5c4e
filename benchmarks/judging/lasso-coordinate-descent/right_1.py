import numpy as np


class Lasso:
    """Keeps the residual up to date."""

    def __init__(self, alpha=1.0, max_iter=1000, tol=1e-6):
        self.alpha = alpha
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X, y):
        X = np.array(X, dtype=np.float64)
        y = np.array(y, dtype=np.float64)
        n, d = X.shape
        x_mean, y_mean = X.mean(axis=0), y.mean()
        constant = [X[:, j].min() == X[:, j].max() for j in range(d)]
        Xc = np.asfortranarray(X - x_mean)
        residual = y - y_mean
        norms = [float(Xc[:, j] @ Xc[:, j]) for j in range(d)]
        w = np.zeros(d)
        sweeps = 0
        while sweeps < self.max_iter:
            sweeps += 1
            biggest = 0.0
            for j in range(d):
                if constant[j] or norms[j] == 0.0:
                    continue
                x = Xc[:, j]
                rho = float(x @ residual) + norms[j] * w[j]
                if rho > n * self.alpha:
                    new = (rho - n * self.alpha) / norms[j]
                elif rho < -n * self.alpha:
                    new = (rho + n * self.alpha) / norms[j]
                else:
                    new = 0.0
                change = new - w[j]
                if change != 0.0:
                    residual -= change * x
                    w[j] = new
                biggest = max(biggest, abs(change))
            if biggest <= self.tol:
                break
        self.coef_ = w
        self.intercept_ = float(y_mean - x_mean @ w)
        self.n_iter_ = sweeps
        return self

    def predict(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_ + self.intercept_
