import math

import numpy as np


class KNNClassifier:
    def __init__(self, n_neighbors=5, weights="uniform"):
        self.n_neighbors = n_neighbors
        self.weights = weights

    def fit(self, X, y):
        rows = np.array(X, dtype=float).tolist()
        if not 1 <= self.n_neighbors <= len(rows):
            raise ValueError("n_neighbors must lie between 1 and the number of rows")
        self.classes_ = np.unique(np.asarray(y))
        place = {label: i for i, label in enumerate(self.classes_.tolist())}
        self._rows = rows
        self._codes = [place[label] for label in np.asarray(y).tolist()]
        return self

    def _votes(self, row):
        near = sorted((math.dist(row, other), i) for i, other in enumerate(self._rows))[: self.n_neighbors]
        if self.weights == "uniform":
            return [(self._codes[i], 1.0) for _, i in near]
        exact = [(self._codes[i], 1.0) for d, i in near if d == 0]
        return exact or [(self._codes[i], 1 / d) for d, i in near]

    def predict_proba(self, X):
        out = np.zeros((len(X), len(self.classes_)))
        for r, row in enumerate(np.array(X, dtype=float).tolist()):
            for code, weight in self._votes(row):
                out[r, code] += weight
            out[r] /= out[r].sum()
        return out

    def predict(self, X):
        labels = []
        for shares in self.predict_proba(X):
            top = shares.max()
            labels.append(next(c for c, s in zip(self.classes_, shares) if s >= top - 1e-12))
        return np.array(labels, dtype=self.classes_.dtype)
