import numpy as np


class LinearRegression:
    def __init__(self, fit_intercept=True):
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        X = np.asarray(X).astype(float)
        y = np.asarray(y).astype(float)
        A = np.column_stack([np.ones(len(X)), X]) if self.fit_intercept else X
        w = np.linalg.solve(A.T @ A, A.T @ y)
        if self.fit_intercept:
            self.intercept_, self.coef_ = float(w[0]), w[1:]
        else:
            self.intercept_, self.coef_ = 0.0, w
        return self

    def predict(self, X):
        return np.asarray(X).astype(float) @ self.coef_ + self.intercept_

    def score(self, X, y):
        y = np.asarray(y).astype(float)
        shifted = y - y[0]
        return float(1 - ((y - self.predict(X)) ** 2).sum() / ((shifted - shifted.mean()) ** 2).sum())
