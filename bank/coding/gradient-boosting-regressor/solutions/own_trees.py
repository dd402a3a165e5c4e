"""Own trees in plain Python, residuals updated instead of predictions, a model per round remembered as a closure."""

import math

import numpy as np


def grow(rows, targets, depth):
    """A function from a row to the mean target of its leaf."""
    mean = math.fsum(targets) / len(targets)
    best = (1e-12 * (1 + max(t * t for t in targets)), None, None)
    for feature in range(len(rows[0]) if depth else 0):
        order = sorted(range(len(rows)), key=lambda i: rows[i][feature])
        below = 0.0
        for place, (i, after) in enumerate(zip(order, order[1:]), start=1):
            below += targets[i] - mean
            low, high = rows[i][feature], rows[after][feature]
            gain = below * below * len(rows) / (place * (len(rows) - place))
            if low < high and gain > best[0]:
                best = (gain, feature, (low + high) / 2)
    _, feature, threshold = best
    if feature is None:
        return lambda row: mean
    left = [i for i, row in enumerate(rows) if row[feature] <= threshold]
    right = [i for i, row in enumerate(rows) if row[feature] > threshold]
    low = grow([rows[i] for i in left], [targets[i] for i in left], depth - 1)
    high = grow([rows[i] for i in right], [targets[i] for i in right], depth - 1)
    return lambda row: low(row) if row[feature] <= threshold else high(row)


def mean_square(errors):
    return math.fsum(e * e for e in errors) / len(errors)


class GradientBoostingRegressor:
    def __init__(self, n_estimators=100, learning_rate=0.1, max_depth=2, patience=None):
        self.n_estimators, self.learning_rate = n_estimators, learning_rate
        self.max_depth, self.patience = max_depth, patience

    def fit(self, X, y, X_valid=None, y_valid=None):
        rows, targets = np.asarray(X, dtype=float).tolist(), np.asarray(y, dtype=float).tolist()
        self.init_ = math.fsum(targets) / len(targets)
        residuals = [t - self.init_ for t in targets]
        watch = self.patience is not None and X_valid is not None
        watched_rows = np.asarray(X_valid, dtype=float).tolist() if watch else []
        watched = [float(t) - self.init_ for t in y_valid] if watch else []
        errors = [mean_square(watched)] if watch else []
        self._trees, scores = [], []
        while len(self._trees) < self.n_estimators:
            tree = grow(rows, residuals, self.max_depth)
            residuals = [r - self.learning_rate * tree(row) for r, row in zip(residuals, rows)]
            self._trees.append(tree)
            scores.append(mean_square(residuals))
            if watch:
                watched = [r - self.learning_rate * tree(row) for r, row in zip(watched, watched_rows)]
                errors.append(mean_square(watched))
                if len(errors) > self.patience and min(errors[-self.patience :]) >= min(errors[: -self.patience]):
                    break
        if watch:
            del self._trees[errors.index(min(errors)) :]
        self.n_estimators_ = len(self._trees)
        self.train_score_ = np.array(scores[: self.n_estimators_], dtype=float)
        return self

    def staged_predict(self, X):
        rows = np.asarray(X, dtype=float).tolist()
        totals, stages = np.full(len(rows), self.init_), []
        for tree in self._trees:
            totals = totals + self.learning_rate * np.array([tree(row) for row in rows])
            stages.append(totals)
        return stages

    def predict(self, X):
        stages = self.staged_predict(X)
        return stages[-1] if stages else np.full(len(X), self.init_)
