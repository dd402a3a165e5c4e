"""Plain Python: node objects, an explicit stack instead of recursion, integer class counts moved across the threshold row by row."""

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass
class Node:
    rows: list[int]
    depth: int
    shares: list[float]
    feature: int = -1
    threshold: float = 0.0
    left: Any = None
    right: Any = None


def gini(counts):
    total = sum(counts)
    return 1 - sum((count / total) ** 2 for count in counts)


class DecisionTreeClassifier:
    def __init__(self, max_depth=None, min_samples_split=2, min_samples_leaf=1):
        self.max_depth = float("inf") if max_depth is None else max_depth
        self.min_samples_split = min_samples_split
        self.min_samples_leaf = min_samples_leaf

    def fit(self, X, y):
        self._X = np.asarray(X, dtype=float).tolist()
        labels = np.asarray(y).tolist()
        self.classes_ = np.array(sorted(set(labels)))
        position = {label: i for i, label in enumerate(self.classes_.tolist())}
        self._codes = [position[label] for label in labels]
        self._root = self._node(list(range(len(labels))), 0)
        self._nodes, waiting = [], [self._root]
        while waiting:
            node = waiting.pop()
            self._nodes.append(node)
            if self._split(node):
                waiting += [node.left, node.right]
        return self

    def _counts(self, rows):
        counts = [0] * len(self.classes_)
        for row in rows:
            counts[self._codes[row]] += 1
        return counts

    def _node(self, rows, depth):
        return Node(rows, depth, [count / len(rows) for count in self._counts(rows)])

    def _split(self, node):
        if max(node.shares) == 1 or node.depth >= self.max_depth or len(node.rows) < self.min_samples_split:
            return False
        candidates = list(self._candidates(node.rows))
        if not candidates:
            return False
        _, node.feature, node.threshold = min(candidates)
        left = [row for row in node.rows if self._X[row][node.feature] <= node.threshold]
        right = [row for row in node.rows if self._X[row][node.feature] > node.threshold]
        node.left, node.right = self._node(left, node.depth + 1), self._node(right, node.depth + 1)
        return True

    def _candidates(self, rows):
        for feature in range(len(self._X[0])):
            ordered = sorted(rows, key=lambda row: self._X[row][feature])
            below, above = [0] * len(self.classes_), self._counts(rows)
            for size, (row, after) in enumerate(zip(ordered, ordered[1:]), start=1):
                below[self._codes[row]] += 1
                above[self._codes[row]] -= 1
                low, high = self._X[row][feature], self._X[after][feature]
                if low < high and self.min_samples_leaf <= size <= len(rows) - self.min_samples_leaf:
                    share = size / len(rows)
                    yield share * gini(below) + (1 - share) * gini(above), feature, low + (high - low) / 2

    def _leaf(self, values):
        node = self._root
        while node.left is not None:
            node = node.left if values[node.feature] <= node.threshold else node.right
        return node

    def predict_proba(self, X):
        rows = np.asarray(X, dtype=float).tolist()
        return np.array([self._leaf(row).shares for row in rows]).reshape(len(rows), len(self.classes_))

    def predict(self, X):
        return self.classes_[[row.index(max(row)) for row in self.predict_proba(X).tolist()] or np.zeros(0, dtype=int)]

    def get_depth(self):
        return max(node.depth for node in self._nodes)

    def get_n_leaves(self):
        return sum(node.left is None for node in self._nodes)
