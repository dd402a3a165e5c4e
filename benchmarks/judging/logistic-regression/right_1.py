import numpy as np


class LogisticRegression:
    def __init__(self, learning_rate=0.1, n_iter=1000, l2=0.0):
        self.learning_rate = learning_rate
        self.n_iter = n_iter
        self.l2 = l2

    @staticmethod
    def _sigmoid(z):
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, 1.0, e) / (1.0 + e)

    def fit(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y)
        self.classes_ = np.unique(y)
        if len(self.classes_) != 2:
            raise ValueError("y must have exactly two distinct labels")
        t = (y == self.classes_[1]).astype(np.float64)
        n = len(t)
        w, b = np.zeros(X.shape[1]), 0.0
        self.losses_ = []
        for _ in range(self.n_iter):
            z = X @ w + b
            self.losses_.append(float(np.mean(np.logaddexp(0.0, np.where(t == 1, -z, z))) + 0.5 * self.l2 * (w @ w)))
            error = self._sigmoid(z) - t
            grad_w = X.T @ error / n + self.l2 * w
            grad_b = error.mean()
            w = w - self.learning_rate * grad_w
            b = b - self.learning_rate * grad_b
        self.coef_, self.intercept_ = w, float(b)
        return self

    def decision_function(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_ + self.intercept_

    def predict_proba(self, X):
        z = self.decision_function(X)
        return np.column_stack([self._sigmoid(-z), self._sigmoid(z)])

    def predict(self, X):
        return self.classes_[(self.predict_proba(X)[:, 1] >= 0.5).astype(int)]
