import numpy as np


def best_split(X, codes, n_classes, features):
    """Best split of a node by weighted Gini impurity. X: (n, d). codes: (n,) class positions. features: columns to search.

    Returns (feature, threshold), or None when these features are constant in the node.
    """
    one_hot = np.eye(n_classes)[codes]  # (n, C)
    n_left = np.arange(1, len(X))
    n_right = len(X) - n_left
    best, lowest = None, np.inf
    for feature in features:
        order = np.argsort(X[:, feature], kind="stable")
        values = X[order, feature]
        left = np.cumsum(one_hot[order], axis=0)  # (n, C)
        right = left[-1] - left[:-1]
        impurity = -(left[:-1] ** 2).sum(axis=1) / n_left - (right**2).sum(axis=1) / n_right
        impurity[values[1:] == values[:-1]] = np.inf
        place = int(np.argmin(impurity)) if len(impurity) else 0
        if len(impurity) and impurity[place] < lowest:
            best, lowest = (int(feature), (values[place] + values[place + 1]) / 2), impurity[place]
    return best


class RandomForestClassifier:
    def __init__(self, n_estimators=50, max_features="sqrt", max_depth=None, random_state=0):
        self.n_estimators = n_estimators
        self.max_features = max_features
        self.max_depth = max_depth
        self.random_state = random_state

    def fit(self, X, y):
        X = np.asarray(X, dtype=float)
        self.classes_, codes = np.unique(np.asarray(y), return_inverse=True)
        codes = codes.ravel()
        n, d = X.shape
        C = len(self.classes_)
        rng = np.random.default_rng(self.random_state)
        k = int(np.sqrt(d)) if self.max_features == "sqrt" else int(self.max_features)
        self.estimators_samples_, self.trees_ = [], []
        for _ in range(self.n_estimators):
            sample = rng.integers(0, n, size=n)
            self.estimators_samples_.append(sample)
            self.trees_.append(self._grow(X[sample], codes[sample], C, k, 0, rng))
        probas = self.tree_probas(X)
        total, seen = np.zeros((n, C)), np.zeros(n)
        for sample, proba in zip(self.estimators_samples_, probas):
            out = np.ones(n, dtype=bool)
            out[sample] = False
            total[out] += proba[out]
            seen[out] += 1
        self.oob_decision_function_ = np.full((n, C), np.nan)
        has = seen > 0
        self.oob_decision_function_[has] = total[has] / seen[has, None]
        if has.any():
            self.oob_score_ = float(np.mean(self.oob_decision_function_[has].argmax(axis=1) == codes[has]))
        else:
            self.oob_score_ = float("nan")
        return self

    def _grow(self, X, codes, C, k, depth, rng):
        counts = np.bincount(codes, minlength=C)
        if counts.max() == len(codes) or (self.max_depth is not None and depth >= self.max_depth):
            return counts / len(codes)
        split = best_split(X, codes, C, rng.choice(X.shape[1], size=k, replace=False))
        if split is None:
            return counts / len(codes)
        feature, threshold = split
        left = X[:, feature] <= threshold
        return (
            feature,
            threshold,
            self._grow(X[left], codes[left], C, k, depth + 1, rng),
            self._grow(X[~left], codes[~left], C, k, depth + 1, rng),
        )

    def _fill(self, node, X, rows, out):
        if not isinstance(node, tuple):
            out[rows] = node
            return
        left = X[rows, node[0]] <= node[1]
        self._fill(node[2], X, rows[left], out)
        self._fill(node[3], X, rows[~left], out)

    def tree_probas(self, X):
        X = np.asarray(X, dtype=float)
        out = np.zeros((len(self.trees_), len(X), len(self.classes_)))
        for tree, part in zip(self.trees_, out):
            self._fill(tree, X, np.arange(len(X)), part)
        return out

    def predict_proba(self, X):
        return self.tree_probas(X).mean(axis=0)

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]
