import heapq
from collections import defaultdict
from typing import NamedTuple

import numpy as np


class Neighbour(NamedTuple):
    distance: float
    index: int
    label: object


class KNNClassifier:
    def __init__(self, n_neighbors: int = 5, weights: str = "uniform"):
        self.n_neighbors, self.weights = n_neighbors, weights

    def fit(self, X, y):
        self._points = np.asarray(X).astype(float)
        if not (0 < self.n_neighbors < len(self._points) + 1):
            raise ValueError("bad n_neighbors")
        y = np.asarray(y)
        self._labels = y.tolist()
        self.classes_ = np.array(sorted(set(self._labels)), dtype=y.dtype)
        return self

    def _neighbours(self, q):
        gaps = np.zeros(len(self._points))
        for j, value in enumerate(q):
            gaps += (self._points[:, j] - value) ** 2
        items = map(Neighbour, np.sqrt(gaps).tolist(), range(len(gaps)), self._labels)
        return heapq.nsmallest(self.n_neighbors, items, key=lambda it: it[:2])

    def _shares(self, q):
        voters = self._neighbours(q)
        weigh = {"uniform": lambda d: 1.0, "distance": lambda d: 1.0 / d ** 2}[self.weights]
        if self.weights == "distance" and voters[0].distance == 0:
            voters = [v for v in voters if v.distance == 0]
            weigh = lambda d: 1.0
        box = defaultdict(float)
        for v in voters:
            box[v.label] += weigh(v.distance)
        total = sum(box.values())
        return {label: w / total for label, w in box.items()}

    def predict_proba(self, X):
        known = self.classes_.tolist()
        table = [[s.get(c, 0.0) for c in known] for s in map(self._shares, np.asarray(X).astype(float))]
        return np.array(table, dtype=float).reshape(-1, len(known))

    def predict(self, X):
        return self.classes_[np.argmax(np.round(self.predict_proba(X), 12), axis=1)]
