"""Labels as -1 and 1: the loss is log(1 + e^-m) of the margin m; the intercept is a column of ones."""

import numpy as np


class LogisticRegression:
    def __init__(self, learning_rate=0.1, n_iter=1000, l2=0.0):
        self.learning_rate, self.n_iter, self.l2 = learning_rate, n_iter, l2

    def fit(self, X, y):
        labels = sorted(set(np.asarray(y).tolist()))
        if len(labels) != 2:
            raise ValueError(f"{len(labels)} distinct labels")
        signs = np.array([1.0 if label == labels[1] else -1.0 for label in np.asarray(y).tolist()])
        signed = np.hstack([X, np.ones((len(X), 1))]).astype(float) * signs[:, None]  # (rows, features + 1)
        penalty = np.full(signed.shape[1], float(self.l2))
        penalty[-1] = 0.0
        theta = np.zeros(signed.shape[1])
        losses = np.empty(self.n_iter)
        for step in range(self.n_iter):
            margins = signed.dot(theta)
            low = np.minimum(margins, 0.0)
            small = np.exp(-np.abs(margins))
            losses[step] = np.mean(np.log1p(small) - low) + 0.5 * np.sum(penalty * theta**2)
            miss = np.where(margins > 0, small, 1.0) / (1 + small)
            theta -= self.learning_rate * (penalty * theta - signed.T.dot(miss) / len(signed))
        self.classes_ = np.array(labels)
        self.coef_, self.intercept_ = theta[:-1].copy(), theta[-1]
        self.losses_ = losses
        return self

    def decision_function(self, X):
        return np.dot(X, self.coef_) + self.intercept_

    def predict_proba(self, X):
        z = self.decision_function(X)
        with np.errstate(over="ignore"):
            return np.stack([1 / (1 + np.exp(z)), 1 / (1 + np.exp(-z))], axis=1)

    def predict(self, X):
        return self.classes_[(self.predict_proba(X)[:, 1] >= 0.5).astype(int)]
