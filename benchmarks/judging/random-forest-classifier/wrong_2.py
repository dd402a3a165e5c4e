from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Optional

import numpy as np


@dataclass
class Node:
    rows: np.ndarray  # bootstrap rows, with repeats
    depth: int
    share: np.ndarray
    feature: int = -1
    threshold: float = np.nan
    left: Optional[Node] = None
    right: Optional[Node] = None


class RandomForestClassifier:
    def __init__(self, n_estimators=50, max_features="sqrt", max_depth=None, random_state=0):
        self.n_estimators = n_estimators
        self.max_features = max_features
        self.max_depth = max_depth
        self.random_state = random_state

    def _n_try(self, d: int) -> int:
        if self.max_features != "sqrt":
            return self.max_features
        k = 1
        while (k + 1) ** 2 <= d:
            k += 1
        return k

    def fit(self, X, y):
        self._X = np.asarray(X).astype(float)
        labels = np.asarray(y).tolist()
        self.classes_ = np.array(sorted(set(labels)), dtype=np.asarray(y).dtype)
        where = {c: i for i, c in enumerate(self.classes_.tolist())}
        self._codes = np.array([where[label] for label in labels])
        n = len(labels)
        seeds = np.random.SeedSequence(self.random_state).spawn(self.n_estimators)
        self.estimators_samples_, self._roots = [], []
        for seed in seeds:
            rng = np.random.Generator(np.random.PCG64(seed))
            rows = rng.choice(n, size=n, replace=True)
            self.estimators_samples_.append(rows)
            self._roots.append(self._grow(rows, rng))
        inside = [set(rows.tolist()) for rows in self.estimators_samples_]
        probas = self.tree_probas(self._X)
        self.oob_decision_function_ = np.full((n, len(self.classes_)), np.nan)
        right = rated = 0
        for i in range(n):
            votes = [probas[t, i] for t in range(len(inside)) if i in inside[t]]
            if votes:
                self.oob_decision_function_[i] = np.mean(votes, axis=0)
                rated += 1
                right += int(np.argmax(self.oob_decision_function_[i])) == self._codes[i]
        self.oob_score_ = right / rated if rated else float("nan")
        return self

    def _node(self, rows, depth) -> Node:
        return Node(rows, depth, np.bincount(self._codes[rows], minlength=len(self.classes_)) / len(rows))

    def _grow(self, rows, rng) -> Node:
        root = self._node(rows, 0)
        line = deque([root])
        while line:  # breadth first
            node = line.popleft()
            if node.share.max() == 1 or (self.max_depth is not None and node.depth >= self.max_depth):
                continue
            d = self._X.shape[1]
            options = [self._cut(node.rows, f) for f in rng.choice(d, self._n_try(d), replace=False).tolist()]
            _, node.feature, node.threshold = min(options)
            low = self._X[node.rows, node.feature] <= node.threshold
            node.left, node.right = self._node(node.rows[low], node.depth + 1), self._node(node.rows[~low], node.depth + 1)
            line.extend([node.left, node.right])
        return root

    def _cut(self, rows, feature):
        """(impurity, feature, threshold) of the best threshold; counts per distinct value."""
        values, at = np.unique(self._X[rows, feature], return_inverse=True)
        table = np.zeros((len(values), len(self.classes_)))
        np.add.at(table, (at.ravel(), self._codes[rows]), 1)
        low = table.cumsum(axis=0)
        high = low[-1] - low
        low, high = low[:-1], high[:-1]
        purity = (low ** 2).sum(1) / low.sum(1) + (high ** 2).sum(1) / high.sum(1)
        k = int(purity.argmax())
        return float(1 - purity[k] / len(rows)), feature, float((values[k] + values[k + 1]) / 2)

    def tree_probas(self, X):
        X = np.asarray(X).astype(float)
        out = np.empty((len(self._roots), len(X), len(self.classes_)))
        for t, root in enumerate(self._roots):
            todo = [(root, np.arange(len(X)))]
            while todo:
                node, rows = todo.pop()
                if node.left is None:
                    out[t, rows] = node.share
                else:
                    low = X[rows, node.feature] <= node.threshold
                    todo += [(node.left, rows[low]), (node.right, rows[~low])]
        return out

    def predict_proba(self, X):
        return np.mean(self.tree_probas(X), axis=0)

    def predict(self, X):
        return np.array([self.classes_[int(np.argmax(p))] for p in self.predict_proba(X)], dtype=self.classes_.dtype)
