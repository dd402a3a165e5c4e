import numpy as np


class Lasso:
    """Covariance updates: works only on the Gram matrix and the vector of correlations."""

    def __init__(self, alpha=1.0, max_iter=1000, tol=1e-6):
        self.alpha, self.max_iter, self.tol = alpha, max_iter, tol

    def fit(self, X, y):
        X = np.asarray(X).astype(np.float64)
        y = np.asarray(y).astype(np.float64)
        n = len(y)
        x_mean, y_mean = X.mean(0), y.mean()
        varying = np.ptp(X, axis=0) > 0
        Xc = (X - x_mean) * varying
        gram = Xc.T @ Xc / n
        corr = Xc.T @ (y - y_mean) / n        # correlation of each column with the current residual
        w = np.zeros(X.shape[1])
        active = np.flatnonzero(varying & (np.diag(gram) > 0))
        for self.n_iter_ in range(1, self.max_iter + 1):
            before = w.copy()
            for j in active:
                rho = corr[j] + gram[j, j] * w[j]
                new = (rho - np.clip(rho, -self.alpha, self.alpha)) / gram[j, j]
                if new != w[j]:
                    corr -= gram[j] * (new - w[j])
                    w[j] = new
            if np.abs(w - before).max() <= self.tol:
                break
        self.coef_ = w
        self.intercept_ = y_mean - np.dot(x_mean, w)
        return self

    def predict(self, X):
        return self.intercept_ + np.dot(np.asarray(X, dtype=np.float64), self.coef_)
