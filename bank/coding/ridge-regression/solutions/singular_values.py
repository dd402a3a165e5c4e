"""Through the SVD: each direction of X is shrunk by s / (s^2 + alpha)."""

import numpy as np


class Ridge:
    def __init__(self, alpha=1.0, fit_intercept=True):
        if alpha < 0:
            raise ValueError("alpha < 0")
        self.alpha, self.fit_intercept = alpha, fit_intercept

    def fit(self, X, y):
        design = X.astype(float)
        targets = (y[:, None] if y.ndim == 1 else y).astype(float)  # (rows, targets)
        centre, level = np.zeros(design.shape[1]), np.zeros(targets.shape[1])
        if self.fit_intercept:
            centre, level = design.mean(axis=0), targets.mean(axis=0)
        U, s, Vt = np.linalg.svd(design - centre, full_matrices=False)
        shrink = np.divide(s, s * s + self.alpha, out=np.zeros_like(s), where=s > 0)
        coef = ((targets - level).T @ U * shrink) @ Vt  # (targets, features)
        intercept = level - coef @ centre
        self.coef_, self.intercept_ = (coef[0], float(intercept[0])) if y.ndim == 1 else (coef, intercept)
        return self

    def predict(self, X):
        return np.dot(X, np.transpose(self.coef_)) + self.intercept_
