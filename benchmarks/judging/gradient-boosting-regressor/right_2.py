from itertools import accumulate

import numpy as np


class RegressionTree:
    """Least-squares regression tree: fit(X, y), predict(X). Thresholds lie halfway between neighbouring values."""

    def __init__(self, max_depth):
        self.max_depth = max_depth

    def fit(self, X, y):
        self._root = self._grow(np.asarray(X, dtype=float), np.asarray(y, dtype=float), self.max_depth)
        return self

    def _grow(self, X, y, depth):
        split = self._best_split(X, y) if depth > 0 and len(y) > 1 else None
        if split is None:
            return y.mean()
        is_left = X[:, split[0]] <= split[1]
        return (*split, self._grow(X[is_left], y[is_left], depth - 1), self._grow(X[~is_left], y[~is_left], depth - 1))

    def _best_split(self, X, y):
        best, most = None, 0.0
        n_left = np.arange(1, len(y))
        centred = y - y.mean()
        for feature in range(X.shape[1]):
            order = np.argsort(X[:, feature], kind="stable")
            values, left = X[order, feature], np.cumsum(centred[order])[:-1]
            gain = np.where(values[1:] != values[:-1], left**2 * (1 / n_left + 1 / (len(y) - n_left)), 0.0)
            place = int(np.argmax(gain))
            if gain[place] > most:
                best, most = (feature, (values[place] + values[place + 1]) / 2), gain[place]
        return best

    def predict(self, X):
        X = np.asarray(X, dtype=float)
        out = np.empty(len(X))
        self._fill(self._root, X, np.arange(len(X)), out)
        return out

    def _fill(self, node, X, rows, out):
        if not isinstance(node, tuple):
            out[rows] = node
            return
        is_left = X[rows, node[0]] <= node[1]
        self._fill(node[2], X, rows[is_left], out)
        self._fill(node[3], X, rows[~is_left], out)


class GradientBoostingRegressor:
    def __init__(self, n_estimators=100, learning_rate=0.1, max_depth=2, patience=None):
        self.n_estimators = n_estimators
        self.learning_rate = learning_rate
        self.max_depth = max_depth
        self.patience = patience

    def fit(self, X, y, X_valid=None, y_valid=None):
        """Rounds come from a generator; the early stopping only consumes it."""
        X, y = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
        self.init_ = np.mean(y)
        self._rate = self.learning_rate
        rounds = self._rounds(X, y)
        has_valid = X_valid is not None and len(np.asarray(y_valid)) > 0
        if self.patience is None or not has_valid:
            kept = list(rounds)
        else:
            kept = self._until_no_better(rounds, np.asarray(X_valid, dtype=np.float64), np.asarray(y_valid, dtype=np.float64))
        self._steps = [tree for tree, _ in kept]
        self.train_score_ = np.array([score for _, score in kept])
        self.n_estimators_ = len(kept)
        return self

    def _rounds(self, X, y):
        F = np.full(y.shape, self.init_)
        for _ in range(self.n_estimators):
            tree = RegressionTree(self.max_depth).fit(X, y - F)
            F = F + self._rate * tree.predict(X)
            yield tree, float(((y - F) ** 2).mean())

    def _until_no_better(self, rounds, X, y):
        F = np.full(y.shape, self.init_)
        errors, kept = [float(((y - F) ** 2).mean())], []
        for item in rounds:
            kept.append(item)
            F = F + self._rate * item[0].predict(X)
            errors.append(float(((y - F) ** 2).mean()))
            # argmin gives the first lowest error: the last strict improvement
            if len(errors) - 1 - int(np.argmin(errors)) >= self.patience:
                break
        return kept[: int(np.argmin(errors))]

    def staged_predict(self, X):
        start = np.full(len(X), float(self.init_))
        parts = (self._rate * tree.predict(X) for tree in self._steps)
        return list(accumulate(parts, np.add, initial=start))[1:]

    def predict(self, X):
        stages = self.staged_predict(X)
        return stages[-1] if stages else np.full(len(X), float(self.init_))
