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
        X = np.array(X, dtype=float)
        y = np.array(y, dtype=float)
        watch = self.patience is not None and X_valid is not None and y_valid is not None and len(X_valid) > 0
        self.init_ = float(y.mean())
        self.trees_ = []
        scores = []
        current = np.full(len(y), self.init_)
        if watch:
            y_valid = np.array(y_valid, dtype=float)
            valid = np.full(len(y_valid), self.init_)
            best = np.inf
            best_round = 0
            failures = 0
        for m in range(1, self.n_estimators + 1):
            tree = RegressionTree(self.max_depth).fit(X, y - current)
            self.trees_.append(tree)
            current = current + self.learning_rate * tree.predict(X)
            scores.append(np.mean((y - current) ** 2))
            if watch:
                valid = valid + self.learning_rate * tree.predict(X_valid)
                error = np.mean((y_valid - valid) ** 2)
                if error < best:
                    best, best_round, failures = error, m, 0
                else:
                    failures += 1
                    if failures >= self.patience:
                        break
        if watch:
            self.trees_ = self.trees_[:best_round]
            scores = scores[:best_round]
        self.n_estimators_ = len(self.trees_)
        self.train_score_ = np.array(scores, dtype=float)
        return self

    def predict(self, X):
        out = np.full(len(X), self.init_)
        for tree in self.trees_:
            out += self.learning_rate * tree.predict(X)
        return out

    def staged_predict(self, X):
        out = np.full(len(X), self.init_)
        for tree in self.trees_:
            out = out + self.learning_rate * tree.predict(X)
            yield out
