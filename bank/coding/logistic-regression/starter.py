import numpy as np


class LogisticRegression:
    """Binary logistic regression. After fit: classes_, coef_ (features,), intercept_, losses_ (n_iter,)."""

    def __init__(self, learning_rate=0.1, n_iter=1000, l2=0.0):
        self.learning_rate = learning_rate
        self.n_iter = n_iter
        self.l2 = l2

    def fit(self, X, y):
        """X: (rows, features), y: (rows,), two distinct labels. Returns self."""
        self.classes_ = np.unique(y)
        self.coef_ = np.zeros(X.shape[1])
        self.intercept_ = 0.0
        self.losses_ = []
        return self

    def decision_function(self, X):
        """Scores z, (rows,)."""
        return np.zeros(len(X))

    def predict_proba(self, X):
        """Class probabilities, (rows, 2)."""
        return np.full((len(X), 2), 0.5)

    def predict(self, X):
        """Labels, (rows,)."""
        return np.full(len(X), self.classes_[0])
