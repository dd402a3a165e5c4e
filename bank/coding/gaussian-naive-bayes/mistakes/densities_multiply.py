"""Multiplying the densities themselves: with many features or a distant row the product underflows to 0 and the division gives NaN. Add logarithms."""

import numpy as np


class GaussianNB:
    def __init__(self, var_smoothing=1e-9):
        self.var_smoothing = var_smoothing

    def fit(self, X, y):
        X, y = np.asarray(X, dtype=float), np.asarray(y)
        self.classes_ = np.unique(y)
        groups = [X[y == label] for label in self.classes_]
        self.class_prior_ = np.array([len(rows) / len(X) for rows in groups])
        self.theta_ = np.array([rows.mean(axis=0) for rows in groups])
        variances = np.array([rows.var(axis=0) for rows in groups])
        self.var_ = variances + self.var_smoothing * X.var(axis=0).max()
        return self

    def _joint(self, X):
        gaps = np.asarray(X, dtype=float)[:, None, :] - self.theta_
        density = np.exp(-0.5 * gaps**2 / self.var_) / np.sqrt(2 * np.pi * self.var_)
        return self.class_prior_ * density.prod(axis=2)

    def predict_log_proba(self, X):
        joint = self._joint(X)
        return np.log(joint / joint.sum(axis=1, keepdims=True))

    def predict_proba(self, X):
        return np.exp(self.predict_log_proba(X))

    def predict(self, X):
        return self.classes_[self._joint(X).argmax(axis=1)]
