import numpy as np


class GaussianNB:
    def __init__(self, var_smoothing=1e-9):
        self.var_smoothing = var_smoothing

    def fit(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        y = np.asarray(y)
        self.classes_ = np.unique(y)
        C, d = len(self.classes_), X.shape[1]
        self.class_prior_ = np.zeros(C)
        self.theta_ = np.zeros((C, d))
        self.var_ = np.zeros((C, d))
        for k, label in enumerate(self.classes_):
            rows = X[y == label]
            self.class_prior_[k] = len(rows) / len(X)
            self.theta_[k] = rows.mean(axis=0)
            self.var_[k] = rows.var(axis=0)
        self.var_ += self.var_smoothing * X.var(axis=0).max()
        return self

    def predict_log_proba(self, X):
        X = np.asarray(X, dtype=np.float64)
        joint = np.zeros((len(X), len(self.classes_)))
        for k in range(len(self.classes_)):
            square = (X - self.theta_[k]) ** 2 / self.var_[k]
            joint[:, k] = np.log(self.class_prior_[k]) - 0.5 * (square + np.log(2 * np.pi * self.var_[k])).sum(axis=1)
        top = joint.max(axis=1, keepdims=True)
        return joint - top - np.log(np.exp(joint - top).sum(axis=1, keepdims=True))

    def predict_proba(self, X):
        return np.exp(self.predict_log_proba(X))

    def predict(self, X):
        return self.classes_[self.predict_log_proba(X).argmax(axis=1)]
