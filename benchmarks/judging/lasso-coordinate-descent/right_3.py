import numpy as np


class _Coordinate:
    """One column; finds its own minimiser by comparing the candidates of the two half lines with 0."""

    def __init__(self, column):
        self.is_constant = bool(np.all(column == column[0]))
        self.mean = column.mean()
        self.x = column - self.mean
        self.curvature = np.dot(self.x, self.x) / len(column)
        self.w = 0.0

    def best(self, residual, alpha):
        if self.is_constant or self.curvature == 0:
            return 0.0
        # derivative of the smooth part at 0 is -slope
        slope = np.dot(self.x, residual + self.w * self.x) / len(residual)
        for sign in (1.0, -1.0):
            candidate = (slope - sign * alpha) / self.curvature
            if candidate * sign > 0:
                return float(candidate)
        return 0.0


class Lasso:
    def __init__(self, alpha=1.0, max_iter=1000, tol=1e-6):
        self.alpha = alpha
        self.max_iter = max_iter
        self.tol = tol

    def _sweep(self, coordinates, residual):
        converged = True
        for c in coordinates:
            w = c.best(residual, self.alpha)
            step = w - c.w
            if abs(step) > self.tol:
                converged = False
            residual += -step * c.x
            c.w = w
        return converged

    def fit(self, X, y):
        A = np.array(X, dtype=float, order="F")
        t = np.array(y, dtype=float)
        level = t.mean()
        residual = t - level
        coordinates = [_Coordinate(A[:, j].copy()) for j in range(A.shape[1])]
        count = 1
        while not self._sweep(coordinates, residual) and count < self.max_iter:
            count += 1
        self.n_iter_ = count
        self.coef_ = np.array([c.w for c in coordinates], dtype=float)
        self.intercept_ = float(level) - float(sum(c.mean * c.w for c in coordinates))
        return self

    def predict(self, X):
        return np.einsum("ij,j->i", np.asarray(X, dtype=float), self.coef_) + self.intercept_
