from dataclasses import dataclass
from math import exp, fsum, log, pi

import numpy as np


def _mean(values):
    return fsum(values) / len(values)


def _variance(values):
    centre = _mean(values)
    return fsum((value - centre) ** 2 for value in values) / len(values)


@dataclass(frozen=True)
class _Gaussian:
    mean: float
    variance: float

    def log_density(self, x):
        return -0.5 * (log(2 * pi * self.variance) + (x - self.mean) ** 2 / self.variance)


class GaussianNB:
    """Plain Python floats with exact sums; NumPy only at the edges."""

    def __init__(self, var_smoothing=1e-9):
        self.var_smoothing = var_smoothing

    def fit(self, X, y):
        rows = np.asarray(X, dtype=np.float64).tolist()
        labels = np.asarray(y)
        groups = {}
        for row, label in zip(rows, labels.tolist()):
            groups.setdefault(label, []).append(row)
        ordered = sorted(groups)
        extra = self.var_smoothing * max(_variance(column) for column in zip(*rows))
        self._models = [
            [_Gaussian(_mean(column), _variance(column) + extra) for column in zip(*groups[label])] for label in ordered
        ]
        self.classes_ = np.array(ordered, dtype=labels.dtype)
        self.class_prior_ = np.array([len(groups[label]) / len(rows) for label in ordered])
        self.theta_ = np.array([[g.mean for g in model] for model in self._models])
        self.var_ = np.array([[g.variance for g in model] for model in self._models])
        return self

    def _log_posterior(self, row):
        joint = [
            log(prior) + fsum(g.log_density(x) for g, x in zip(model, row))
            for prior, model in zip(self.class_prior_.tolist(), self._models)
        ]
        top = max(joint)
        norm = top + log(fsum(exp(value - top) for value in joint))
        return [value - norm for value in joint]

    def predict_log_proba(self, X):
        X = np.asarray(X, dtype=np.float64)
        return np.array([self._log_posterior(row) for row in X.tolist()]).reshape(len(X), len(self.classes_))

    def predict_proba(self, X):
        return np.exp(self.predict_log_proba(X))

    def predict(self, X):
        best = self.predict_log_proba(X).argmax(axis=1)
        return self.classes_[best]
