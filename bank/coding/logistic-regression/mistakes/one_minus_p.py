"""Taking 1 - p for the first class: near p = 1 the subtraction loses every digit, and a probability of 1e-20 is reported as 0. Evaluate the sigmoid at -z."""

import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


class LogisticRegression:
    def __init__(self, learning_rate=0.1, n_iter=1000, l2=0.0):
        self.learning_rate = learning_rate
        self.n_iter = n_iter
        self.l2 = l2

    def fit(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        self.classes_ = np.unique(y)
        if len(self.classes_) != 2:
            raise ValueError("y must hold exactly two distinct labels")
        t = (y == self.classes_[1]).astype(np.float64)
        rows, features = X.shape
        w, b = np.zeros(features), 0.0
        self.losses_ = []
        for _ in range(self.n_iter):
            z = X @ w + b
            self.losses_.append(float(np.mean(np.logaddexp(0.0, z) - t * z) + self.l2 / 2 * (w @ w)))
            error = sigmoid(z) - t  # (rows,)
            slope_w = X.T @ error / rows + self.l2 * w
            slope_b = error.mean()
            w = w - self.learning_rate * slope_w
            b = b - self.learning_rate * slope_b
        self.coef_, self.intercept_ = w, float(b)
        return self

    def decision_function(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_ + self.intercept_

    def predict_proba(self, X):
        z = self.decision_function(X)
        return np.column_stack([1.0 - sigmoid(z), sigmoid(z)])

    def predict(self, X):
        return np.where(self.decision_function(X) >= 0, self.classes_[1], self.classes_[0])
