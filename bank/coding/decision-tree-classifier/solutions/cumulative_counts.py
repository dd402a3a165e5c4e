"""Vectorised: per feature one sort and cumulative class counts give every threshold's impurity; nodes are nested tuples."""

import numpy as np


class DecisionTreeClassifier:
    def __init__(self, max_depth=None, min_samples_split=2, min_samples_leaf=1):
        self.max_depth = max_depth
        self.min_samples_split = min_samples_split
        self.min_samples_leaf = min_samples_leaf

    def fit(self, X, y):
        X = np.asarray(X, dtype=np.float64)
        self.classes_, codes = np.unique(y, return_inverse=True)
        self._root = self._grow(X, np.eye(len(self.classes_))[codes], 0)
        return self

    def _grow(self, X, one_hot, depth):
        counts = one_hot.sum(axis=0)
        may_split = (
            np.count_nonzero(counts) > 1
            and len(X) >= self.min_samples_split
            and (self.max_depth is None or depth < self.max_depth)
        )
        split = self._best_split(X, one_hot, counts) if may_split else None
        if split is None:
            return counts / counts.sum()
        feature, threshold = split
        is_left = X[:, feature] <= threshold
        left = self._grow(X[is_left], one_hot[is_left], depth + 1)
        right = self._grow(X[~is_left], one_hot[~is_left], depth + 1)
        return feature, threshold, left, right

    def _best_split(self, X, one_hot, counts):
        n = len(X)
        n_left = np.arange(1, n)
        n_right = n - n_left
        big_enough = np.minimum(n_left, n_right) >= self.min_samples_leaf
        best, lowest = None, np.inf
        for feature in range(X.shape[1]):
            order = np.argsort(X[:, feature], kind="stable")
            values = X[order, feature]
            places = np.flatnonzero(big_enough & (values[1:] != values[:-1]))
            if len(places) == 0:
                continue
            left = np.cumsum(one_hot[order], axis=0)[:-1]  # (n - 1, C)
            right = counts - left
            impurity = n - (left**2).sum(axis=1) / n_left - (right**2).sum(axis=1) / n_right
            place = places[np.argmin(impurity[places])]
            if impurity[place] < lowest:
                best, lowest = (feature, (values[place] + values[place + 1]) / 2), impurity[place]
        return best

    def predict_proba(self, X):
        X = np.asarray(X, dtype=np.float64)
        shares = np.zeros((len(X), len(self.classes_)))
        self._fill(self._root, X, np.arange(len(X)), shares)
        return shares

    def _fill(self, node, X, rows, shares):
        if not isinstance(node, tuple):
            shares[rows] = node
            return
        feature, threshold, left, right = node
        is_left = X[rows, feature] <= threshold
        self._fill(left, X, rows[is_left], shares)
        self._fill(right, X, rows[~is_left], shares)

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]

    def get_depth(self):
        def depth(node):
            return 1 + max(depth(node[2]), depth(node[3])) if isinstance(node, tuple) else 0

        return depth(self._root)

    def get_n_leaves(self):
        def leaves(node):
            return leaves(node[2]) + leaves(node[3]) if isinstance(node, tuple) else 1

        return leaves(self._root)
