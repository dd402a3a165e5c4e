import numpy as np


class LogisticRegression:
    """Bias folded into the design matrix, log-probabilities, labels -1 and 1."""

    def __init__(self, learning_rate=0.1, n_iter=1000, l2=0.0):
        self.learning_rate, self.n_iter, self.l2 = learning_rate, n_iter, l2

    def fit(self, X, y):
        classes, codes = np.unique(y, return_inverse=True)
        if classes.shape != (2,):
            raise ValueError(f"two classes needed, got {classes.size}")
        self.classes_ = classes
        sign = 2.0 * codes.reshape(-1) - 1.0
        A = np.hstack([np.array(X, dtype=np.float64), np.ones((len(sign), 1))])
        SA = A * sign[:, None]
        penalty = np.full(A.shape[1], float(self.l2))
        penalty[-1] = 0.0
        theta = np.zeros(A.shape[1])
        losses = np.empty(self.n_iter)
        for step in range(self.n_iter):
            margin = SA @ theta
            losses[step] = np.logaddexp(0, -margin).mean() + (penalty * theta * theta).sum() / 2
            weight = np.exp(-np.logaddexp(0, margin))       # sigmoid(-margin)
            theta = theta - self.learning_rate * (-(weight @ SA) / len(A) + penalty * theta)
        self.losses_ = losses
        self.coef_ = theta[:-1].copy()
        self.intercept_ = theta[-1]
        return self

    def decision_function(self, X):
        return np.array(X, dtype=np.float64).dot(self.coef_) + self.intercept_

    def predict_proba(self, X):
        z = self.decision_function(X)
        return np.exp(-np.logaddexp(0, np.stack([z, -z], axis=1)))

    def predict(self, X):
        return np.where(self.decision_function(X) >= 0, self.classes_[1], self.classes_[0])
