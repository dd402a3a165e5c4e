import math

import numpy as np


def _expit(z):
    if z >= 0:
        return 1.0 / (1.0 + math.exp(-z))
    e = math.exp(z)
    return e / (1.0 + e)


def _softplus(z):
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


class LogisticRegression:
    """Scalar functions mapped over the rows; the data are sums over the rows of each class."""

    def __init__(self, learning_rate=0.1, n_iter=1000, l2=0.0):
        self.learning_rate = learning_rate
        self.n_iter = n_iter
        self.l2 = l2

    def fit(self, X, y):
        labels = sorted(set(np.asarray(y).tolist()))
        if len(labels) != 2:
            raise ValueError("exactly two labels, please")
        low, high = labels
        self.classes_ = np.array(labels)
        y = np.asarray(y).tolist()
        t = np.array([1.0 if label == high else 0.0 for label in y])
        X = np.asarray(X).astype(np.float64)
        n = X.shape[0]
        self.coef_ = np.zeros(X.shape[1])
        self.intercept_ = 0.0
        self.losses_ = []
        for _ in range(self.n_iter):
            z = self.decision_function(X).tolist()
            loss = math.fsum(_softplus(v) if ti == 0 else _softplus(-v) for v, ti in zip(z, t)) / n
            loss += 0.5 * self.l2 * float(np.dot(self.coef_, self.coef_))
            self.losses_.append(loss)
            residual = np.fromiter(map(_expit, z), dtype=np.float64, count=n) - t
            step_w = (X * residual[:, None]).sum(axis=0) / n + self.l2 * self.coef_
            step_b = residual.sum() / n
            self.coef_ = self.coef_ - self.learning_rate * step_w
            self.intercept_ -= self.learning_rate * float(step_b)
        return self

    def decision_function(self, X):
        return np.einsum("ij,j->i", np.asarray(X).astype(np.float64), self.coef_) + self.intercept_

    def predict_proba(self, X):
        z = self.decision_function(X)
        return np.array([(_expit(-v), _expit(v)) for v in z.tolist()], dtype=np.float64).reshape(len(z), 2)

    def predict(self, X):
        p = self.predict_proba(X)
        return np.array([self.classes_[1 if row[1] >= 0.5 else 0] for row in p], dtype=self.classes_.dtype)
