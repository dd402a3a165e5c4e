"""By the book: every update computes its partial residual from scratch."""

import numpy as np


class Lasso:
    def __init__(self, alpha=1.0, max_iter=1000, tol=1e-6):
        self.alpha = alpha
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X, y):
        centred = X - np.mean(X, axis=0, dtype=float)
        target = y - np.mean(y, dtype=float)
        rows, features = centred.shape
        w = np.zeros(features)
        for count in range(self.max_iter):
            old = w.copy()
            for j in range(features):
                w[j] = 0.0
                rho = centred[:, j].dot(target - centred.dot(w)) / rows
                size = centred[:, j].dot(centred[:, j]) / rows
                if abs(rho) > self.alpha and size > 0:
                    w[j] = (rho - np.copysign(self.alpha, rho)) / size
            if all(abs(w - old) <= self.tol):
                break
        self.coef_, self.n_iter_ = w, count + 1
        self.intercept_ = np.mean(y - X.astype(float).dot(w), dtype=float)
        return self

    def predict(self, X):
        return self.intercept_ + np.asarray(X).dot(self.coef_)
