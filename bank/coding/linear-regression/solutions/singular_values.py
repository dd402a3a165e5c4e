"""The SVD written out: project y on the left singular vectors, divide by the singular values that are not rounding noise."""

import numpy as np


class LinearRegression:
    def __init__(self, fit_intercept=True):
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        design, target = X.astype(float), y.astype(float)
        if self.fit_intercept:
            design = design - design.mean(axis=0)
            target = target - target.mean()
        left, sizes, right = np.linalg.svd(design, full_matrices=False)
        kept = sizes > sizes[0] * max(design.shape) * np.finfo(float).eps
        self.coef_ = right[kept].T @ ((left.T @ target)[kept] / sizes[kept])
        self.intercept_ = 0.0
        if self.fit_intercept:
            self.intercept_ = float(np.mean(y - X.astype(float) @ self.coef_))
        return self

    def predict(self, X):
        return X.dot(self.coef_) + self.intercept_

    def score(self, X, y):
        errors = y - self.predict(X)
        return 1.0 - errors.dot(errors) / (len(y) * y.astype(float).var())
