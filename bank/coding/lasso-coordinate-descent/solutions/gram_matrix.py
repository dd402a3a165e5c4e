"""Covariance updates: the Gram matrix once, then sweeps that never touch the rows again."""

import numpy as np


def soft(value, threshold):
    if value > threshold:
        return value - threshold
    if value < -threshold:
        return value + threshold
    return 0.0


class Lasso:
    def __init__(self, alpha=1.0, max_iter=1000, tol=1e-6):
        self.alpha, self.max_iter, self.tol = alpha, max_iter, tol

    def fit(self, X, y):
        X, y = np.array(X, dtype=float), np.array(y, dtype=float)
        means = X.mean(axis=0)
        X -= means
        gram = X.T @ X  # (features, features)
        with_target = X.T @ (y - y.mean())
        w = np.zeros(X.shape[1])
        self.n_iter_ = 0
        while self.n_iter_ < self.max_iter:
            before = w.copy()
            for j in range(len(w)):
                if gram[j, j] > 0:
                    others = gram[j] @ w - gram[j, j] * w[j]
                    w[j] = soft(with_target[j] - others, len(y) * self.alpha) / gram[j, j]
            self.n_iter_ += 1
            if np.abs(w - before).max() <= self.tol:
                break
        self.coef_ = w
        self.intercept_ = y.mean() - means.dot(w)
        return self

    def predict(self, X):
        return X @ self.coef_ + self.intercept_
