"""Computing in the dtype of X: float32 has seven digits, so means near a million are off by hundredths, and small variances with them. Convert X to float64 first."""

import numpy as np


class GaussianNB:
    def __init__(self, var_smoothing=1e-9):
        self.var_smoothing = var_smoothing

    def fit(self, X, y):
        X, y = np.asarray(X), np.asarray(y)
        if X.dtype.kind in "iub":
            X = X.astype(np.float64)
        self.classes_, counts = np.unique(y, return_counts=True)
        self.class_prior_ = counts / counts.sum()
        smoothing = self.var_smoothing * X.var(axis=0).max()
        self.theta_ = np.array([X[y == label].mean(axis=0) for label in self.classes_])  # (C, d)
        self.var_ = np.array([X[y == label].var(axis=0) for label in self.classes_]) + smoothing
        return self

    def predict_log_proba(self, X):
        X = np.asarray(X)
        gaps = X[:, None, :] - self.theta_  # (m, C, d)
        log_density = -0.5 * (np.log(2 * np.pi * self.var_) + gaps**2 / self.var_).sum(axis=2)
        joint = np.log(self.class_prior_) + log_density
        top = joint.max(axis=1, keepdims=True)
        return joint - top - np.log(np.exp(joint - top).sum(axis=1, keepdims=True))

    def predict_proba(self, X):
        return np.exp(self.predict_log_proba(X))

    def predict(self, X):
        return self.classes_[self.predict_log_proba(X).argmax(axis=1)]
