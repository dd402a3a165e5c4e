"""Recursion over index-free arrays, nodes as tuples, one NumPy generator for everything, out-of-bag sums by masks."""

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
        n, d = X.shape
        self.classes_, codes = np.unique(y, return_inverse=True)
        self._drawn = int(np.sqrt(d)) if self.max_features == "sqrt" else self.max_features
        rng = np.random.default_rng(self.random_state)
        self.estimators_samples_ = [rng.integers(0, n, size=n) for _ in range(self.n_estimators)]
        self._trees = [self._grow(X[rows], codes[rows], 0, rng) for rows in self.estimators_samples_]
        self._judge_out_of_bag(X, codes)
        return self

    def _grow(self, X, codes, depth, rng):
        counts = np.bincount(codes, minlength=len(self.classes_))
        if counts.max() == len(codes) or depth == self.max_depth:
            return counts / len(codes)
        features = rng.choice(X.shape[1], size=self._drawn, replace=False)
        feature, threshold = best_split(X, codes, len(self.classes_), features)
        is_left = X[:, feature] <= threshold
        left = self._grow(X[is_left], codes[is_left], depth + 1, rng)
        return feature, threshold, left, self._grow(X[~is_left], codes[~is_left], depth + 1, rng)

    def _judge_out_of_bag(self, X, codes):
        is_outside = np.array([~np.isin(np.arange(len(X)), rows) for rows in self.estimators_samples_])  # (trees, n)
        totals = (self.tree_probas(X) * is_outside[:, :, None]).sum(axis=0)
        judges = is_outside.sum(axis=0)
        with np.errstate(invalid="ignore"):
            self.oob_decision_function_ = totals / judges[:, None]
        has_judge = judges > 0
        hits = self.oob_decision_function_[has_judge].argmax(axis=1) == codes[has_judge]
        self.oob_score_ = float(hits.mean()) if has_judge.any() else float("nan")

    def tree_probas(self, X):
        X = np.asarray(X, dtype=float)
        probas = np.empty((self.n_estimators, len(X), len(self.classes_)))
        for tree, out in zip(self._trees, probas):
            self._fill(tree, X, np.arange(len(X)), out)
        return probas

    def _fill(self, node, X, rows, out):
        if not isinstance(node, tuple):
            out[rows] = node
            return
        feature, threshold, left, right = node
        is_left = X[rows, feature] <= threshold
        self._fill(left, X, rows[is_left], out)
        self._fill(right, X, rows[~is_left], out)

    def predict_proba(self, X):
        return self.tree_probas(X).mean(axis=0)

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]
