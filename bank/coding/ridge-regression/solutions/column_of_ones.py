"""A column of ones that the penalty skips; targets one after the other."""

import numpy as np


class Ridge:
    def __init__(self, alpha=1.0, fit_intercept=True):
        self.alpha = alpha
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        if not self.alpha >= 0:
            raise ValueError(f"alpha is {self.alpha}")
        X, y = np.array(X, dtype=float), np.array(y, dtype=float)
        penalty = np.full(X.shape[1], float(self.alpha))
        if self.fit_intercept:
            X = np.hstack([X, np.ones((len(X), 1))])
            penalty = np.append(penalty, 0.0)
        columns = [y] if y.ndim == 1 else list(y.T)
        found = [np.linalg.solve(X.T @ X + np.diag(penalty), X.T @ column) for column in columns]
        coefs = [w[:-1] if self.fit_intercept else w for w in found]
        intercepts = [w[-1] if self.fit_intercept else 0.0 for w in found]
        self.coef_ = coefs[0] if y.ndim == 1 else np.array(coefs)
        self.intercept_ = intercepts[0] if y.ndim == 1 else np.array(intercepts)
        return self

    def predict(self, X):
        return X @ self.coef_.T + self.intercept_
