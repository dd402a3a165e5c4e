"""Computing the variance as mean of squares minus square of the mean: with a large mean two huge, nearly equal numbers are subtracted and the variance is lost, or negative. Subtract the mean first."""

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
        variances = np.array([(rows**2).mean(axis=0) - rows.mean(axis=0) ** 2 for rows in groups])
        variances = np.maximum(variances, 0)
        self.var_ = variances + self.var_smoothing * X.var(axis=0).max()
        return self

    def _joint(self, X):
        gaps = np.asarray(X, dtype=float)[:, None, :] - self.theta_
        log_density = -0.5 * (np.log(2 * np.pi * self.var_) + gaps**2 / self.var_).sum(axis=2)
        return np.log(self.class_prior_) + log_density

    def predict_log_proba(self, X):
        joint = self._joint(X)
        shifted = joint - joint.max(axis=1, keepdims=True)
        return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))

    def predict_proba(self, X):
        return np.exp(self.predict_log_proba(X))

    def predict(self, X):
        return self.classes_[self._joint(X).argmax(axis=1)]
