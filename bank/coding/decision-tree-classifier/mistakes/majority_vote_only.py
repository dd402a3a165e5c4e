"""predict_proba gives the majority class of the leaf probability 1: it has to give the share of every class among the rows of the leaf."""

import numpy as np


def impurity(codes, classes):
    shares = np.bincount(codes, minlength=classes) / len(codes)
    return 1 - (shares**2).sum()


class DecisionTreeClassifier:
    def __init__(self, max_depth=None, min_samples_split=2, min_samples_leaf=1):
        self.max_depth = np.inf if max_depth is None else max_depth
        self.min_samples_split = min_samples_split
        self.min_samples_leaf = min_samples_leaf

    def fit(self, X, y):
        X = np.asarray(X, dtype=float)
        self.classes_, codes = np.unique(y, return_inverse=True)
        self._classes = len(self.classes_)
        self._root = self._grow(X, codes, 0)
        return self

    def _grow(self, X, codes, depth):
        leaf = {"shares": np.bincount(codes, minlength=self._classes) / len(codes)}
        if len(set(codes.tolist())) == 1 or depth >= self.max_depth or len(codes) < self.min_samples_split:
            return leaf
        split = self._best_split(X, codes)
        if split is None:
            return leaf
        feature, threshold = split
        left = X[:, feature] <= threshold
        return {
            "feature": feature,
            "threshold": threshold,
            "left": self._grow(X[left], codes[left], depth + 1),
            "right": self._grow(X[~left], codes[~left], depth + 1),
        }

    def _thresholds(self, values):
        distinct = np.unique(values)
        return (distinct[1:] + distinct[:-1]) / 2

    def _score(self, left, right):
        return len(left) * impurity(left, self._classes) + len(right) * impurity(right, self._classes)

    def _best_split(self, X, codes):
        best, lowest = None, np.inf
        for feature in range(X.shape[1]):
            for threshold in self._thresholds(X[:, feature]):
                left = X[:, feature] <= threshold
                if min(left.sum(), (~left).sum()) < self.min_samples_leaf:
                    continue
                score = self._score(codes[left], codes[~left])
                if score < lowest:
                    best, lowest = (feature, threshold), score
        return best

    def predict_proba(self, X):
        shares = np.zeros((len(X), self._classes))
        for row, values in enumerate(np.asarray(X, dtype=float)):
            node = self._root
            while "feature" in node:
                node = node["left"] if values[node["feature"]] <= node["threshold"] else node["right"]
            shares[row, np.argmax(node["shares"])] = 1
        return shares

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]

    def get_depth(self, node=None):
        node = node or self._root
        return 1 + max(self.get_depth(node["left"]), self.get_depth(node["right"])) if "feature" in node else 0

    def get_n_leaves(self, node=None):
        node = node or self._root
        return self.get_n_leaves(node["left"]) + self.get_n_leaves(node["right"]) if "feature" in node else 1
