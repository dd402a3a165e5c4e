from __future__ import annotations

import sys
from dataclasses import dataclass
from fractions import Fraction
from typing import Iterator, Optional

import numpy as np


@dataclass
class Node:
    counts: np.ndarray
    feature: int = -1
    threshold: float = 0.0
    left: Optional[Node] = None
    right: Optional[Node] = None

    @property
    def is_leaf(self) -> bool:
        return self.left is None

    def walk(self, level: int = 0) -> Iterator[tuple[int, Node]]:
        pending = [(level, self)]
        while pending:
            level, node = pending.pop()
            yield level, node
            if not node.is_leaf:
                pending += [(level + 1, node.left), (level + 1, node.right)]


class DecisionTreeClassifier:
    def __init__(self, max_depth=None, min_samples_split=2, min_samples_leaf=1):
        self.max_depth, self.min_samples_split, self.min_samples_leaf = max_depth, min_samples_split, min_samples_leaf

    def fit(self, X, y):
        X = np.array(X, dtype=np.float64)
        labels = np.asarray(y)
        self.classes_ = np.array(sorted(set(labels.tolist())), dtype=labels.dtype)
        codes = np.searchsorted(self.classes_, labels)
        old = sys.getrecursionlimit()
        sys.setrecursionlimit(max(old, 2 * len(X) + 2000))
        try:
            self.root_ = self._grow(X, codes, 0)
        finally:
            sys.setrecursionlimit(old)
        return self

    def _grow(self, X, codes, depth) -> Node:
        node = Node(np.bincount(codes, minlength=len(self.classes_)))
        if self.max_depth is not None and depth >= self.max_depth:
            return node
        if len(codes) < self.min_samples_split or (node.counts > 0).sum() < 2:
            return node
        # min() keeps the first of equals: features in order, thresholds ascending
        best = min(self._candidates(X, codes), key=lambda c: c[0], default=None)
        if best is None:
            return node
        _, node.feature, node.threshold = best
        left = X[:, node.feature] <= node.threshold
        node.left = self._grow(X[left], codes[left], depth + 1)
        node.right = self._grow(X[~left], codes[~left], depth + 1)
        return node

    def _candidates(self, X, codes):
        n = len(codes)
        for feature in range(X.shape[1]):
            values, where = np.unique(X[:, feature], return_inverse=True)
            table = np.zeros((len(values), len(self.classes_)), dtype=np.int64)
            np.add.at(table, (where.ravel(), codes), 1)
            below = table.cumsum(axis=0)
            n_left = below[:-1].sum(axis=1)
            rough = (below[:-1] ** 2).sum(axis=1) / n_left + ((below[-1] - below[:-1]) ** 2).sum(axis=1) / (n - n_left)
            allowed = np.minimum(n_left, n - n_left) >= self.min_samples_leaf
            if not allowed.any():
                continue
            # exact fractions only for those within rounding of the feature's best
            near = allowed & (rough >= rough[allowed].max() * (1 - 1e-9))
            for k in np.flatnonzero(near):
                nl = int(n_left[k])
                nr = n - nl
                sl = int((below[k] ** 2).sum())
                sr = int(((below[-1] - below[k]) ** 2).sum())
                middle = values[k] + 0.5 * (values[k + 1] - values[k])
                if middle == values[k + 1]:
                    middle = values[k]
                yield n - Fraction(sl, nl) - Fraction(sr, nr), feature, middle

    def predict_proba(self, X):
        X = np.asarray(X, dtype=np.float64)
        out = np.empty((len(X), len(self.classes_)))
        pending = [(self.root_, np.arange(len(X)))]
        while pending:
            node, rows = pending.pop()
            if node.is_leaf:
                out[rows] = node.counts / node.counts.sum()
            else:
                left = X[rows, node.feature] < node.threshold
                pending += [(node.left, rows[left]), (node.right, rows[~left])]
        return out

    def predict(self, X):
        return self.classes_[np.argmax(self.predict_proba(X), axis=1)]

    def get_depth(self):
        return max(level for level, _ in self.root_.walk())

    def get_n_leaves(self):
        return sum(node.is_leaf for _, node in self.root_.walk())
