from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Leafy:
    """A regression tree grown with a stack: rules[k] = (feature, threshold, left, right) or a value."""

    max_depth: int
    rules: list = field(default_factory=list)

    def grow(self, X: np.ndarray, r: np.ndarray) -> np.ndarray:
        """Fits and returns the fitted values of the training rows."""
        fitted = np.empty(len(r))
        self.rules = [None]
        todo = [(0, np.arange(len(r)), 0)]
        while todo:
            at, rows, depth = todo.pop()
            cut = self._cut(X[rows], r[rows]) if depth < self.max_depth else None
            if cut is None:
                self.rules[at] = value = float(r[rows].mean())
                fitted[rows] = value
                continue
            f, t = cut
            left = X[rows, f] <= t
            a = len(self.rules)
            self.rules += [None, None]
            self.rules[at] = (f, t, a, a + 1)
            todo += [(a, rows[left], depth + 1), (a + 1, rows[~left], depth + 1)]
        return fitted

    @staticmethod
    def _cut(X, r):
        n = len(r)
        if n < 2:
            return None
        order = X.argsort(axis=0, kind="stable")
        V = np.take_along_axis(X, order, 0)
        S = np.cumsum((r - r.mean())[order], axis=0)[:-1]
        k = np.arange(1.0, n)[:, None]
        gain = np.where(V[1:] > V[:-1], S * S * (1 / k + 1 / (n - k)), 0.0)
        f, p = divmod(int(gain.T.argmax()), n - 1)
        if not gain[p, f] > 0:
            return None
        mid = V[p, f] + (V[p + 1, f] - V[p, f]) / 2
        return f, mid if mid < V[p + 1, f] else V[p, f]

    def __call__(self, X: np.ndarray) -> np.ndarray:
        out = np.empty(len(X))
        todo = [(0, np.arange(len(X)))]
        while todo:
            at, rows = todo.pop()
            rule = self.rules[at]
            if isinstance(rule, tuple):
                f, t, a, b = rule
                left = X[rows, f] <= t
                todo += [(a, rows[left]), (b, rows[~left])]
            else:
                out[rows] = rule
        return out


class GradientBoostingRegressor:
    def __init__(self, n_estimators=100, learning_rate=0.1, max_depth=2, patience=None):
        self.n_estimators = n_estimators
        self.learning_rate = learning_rate
        self.max_depth = max_depth
        self.patience = patience

    def fit(self, X, y, X_valid=None, y_valid=None):
        X = np.asarray(X).astype(float)
        y = np.asarray(y).astype(float)
        self.init_ = y.mean()
        residual = y - self.init_
        early = self.patience is not None and X_valid is not None and len(X_valid)
        if early:
            Xv = np.asarray(X_valid).astype(float)
            rv = np.asarray(y_valid).astype(float) - self.init_
            best, best_at = np.dot(rv, rv) / len(rv), 0
        trees, scores = [], []
        while len(trees) < self.n_estimators:
            tree = Leafy(self.max_depth)
            residual = residual - self.learning_rate * tree.grow(X, residual)
            trees.append(tree)
            scores.append(np.dot(residual, residual) / len(residual))
            if early:
                rv = rv - self.learning_rate * tree(Xv)
                error = np.dot(rv, rv) / len(rv)
                if error < best:
                    best, best_at = error, len(trees)
                elif len(trees) - best_at >= self.patience:
                    break
        keep = best_at if early else len(trees)
        self._model = [(self.learning_rate, t) for t in trees[:keep]]
        self.n_estimators_ = keep
        self.train_score_ = np.asarray(scores[:keep], dtype=float)
        return self

    def staged_predict(self, X):
        X = np.asarray(X).astype(float)
        total = np.full(len(X), float(self.init_))
        result = []
        for rate, tree in self._model:
            total = total + rate * tree(X)
            result.append(total.copy())
        return result

    def predict(self, X):
        X = np.asarray(X).astype(float)
        return sum((rate * tree(X) for rate, tree in self._model), np.full(len(X), float(self.init_)))
