import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0 / (1.0 + e), e / (1.0 + e))


class LogisticRegression:
    def __init__(self, learning_rate=0.1, n_iter=1000, l2=0.0):
        self.learning_rate = learning_rate
        self.n_iter = n_iter
        self.l2 = l2

    def fit(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y)
        self.classes_ = np.unique(y)
        if len(self.classes_) != 2:
            raise ValueError("need exactly two classes")
        t = (y == self.classes_[1]).astype(np.float64)
        n, d = X.shape
        self.coef_ = np.zeros(d)
        self.intercept_ = 0.0
        self.losses_ = []
        for _ in range(self.n_iter):
            z = X @ self.coef_ + self.intercept_
            loss = np.mean(np.logaddexp(0, z) - t * z)
            loss += 0.5 * self.l2 * np.sum(self.coef_ ** 2)
            self.losses_.append(loss)
            error = sigmoid(z) - t
            grad_w = X.T @ error / n + self.l2 * self.coef_
            self.coef_ = self.coef_ - self.learning_rate * grad_w
            grad_b = np.mean(sigmoid(X @ self.coef_ + self.intercept_) - t)
            self.intercept_ = self.intercept_ - self.learning_rate * grad_b
        return self

    def decision_function(self, X):
        return np.asarray(X, dtype=np.float64) @ self.coef_ + self.intercept_

    def predict_proba(self, X):
        z = self.decision_function(X)
        return np.column_stack([sigmoid(-z), sigmoid(z)])

    def predict(self, X):
        p = self.predict_proba(X)[:, 1]
        return np.where(p >= 0.5, self.classes_[1], self.classes_[0])
