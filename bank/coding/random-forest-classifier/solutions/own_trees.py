"""A small tree class in plain Python with its own split search, a seed per tree from the standard library's generator."""

import math
import random

import numpy as np


class Tree:
    def __init__(self, rows, labels, n_classes, n_features, max_depth, rng):
        self.n_classes, self.n_features, self.max_depth, self.rng = n_classes, n_features, max_depth, rng
        self.root = self.grow(rows, labels, 0)

    def grow(self, rows, labels, depth):
        counts = [labels.count(c) for c in range(self.n_classes)]
        node = {"shares": [count / len(labels) for count in counts]}
        if max(counts) == len(labels) or (self.max_depth is not None and depth >= self.max_depth):
            return node
        features = self.rng.sample(range(len(rows[0])), self.n_features)
        purity, feature, threshold = max((self.search(rows, labels, counts, f) for f in features), key=lambda found: found[0])
        sides = [row[feature] <= threshold for row in rows]
        for name, wanted in (("left", True), ("right", False)):
            kept = [i for i, side in enumerate(sides) if side == wanted]
            node[name] = self.grow([rows[i] for i in kept], [labels[i] for i in kept], depth + 1)
        node["feature"], node["threshold"] = feature, threshold
        return node

    def search(self, rows, labels, counts, feature):
        pairs = sorted((row[feature], label) for row, label in zip(rows, labels))
        left, right = [0] * self.n_classes, list(counts)
        best = (-1.0, feature, 0.0)
        for i in range(len(pairs) - 1):
            left[pairs[i][1]] += 1
            right[pairs[i][1]] -= 1
            if pairs[i][0] == pairs[i + 1][0]:
                continue
            purity = sum(c * c for c in left) / (i + 1) + sum(c * c for c in right) / (len(pairs) - i - 1)
            if purity > best[0]:
                best = (purity, feature, (pairs[i][0] + pairs[i + 1][0]) / 2)
        return best

    def shares(self, row):
        node = self.root
        while "feature" in node:
            node = node["left"] if row[node["feature"]] <= node["threshold"] else node["right"]
        return node["shares"]


class RandomForestClassifier:
    def __init__(self, n_estimators=50, max_features="sqrt", max_depth=None, random_state=0):
        self.n_estimators = n_estimators
        self.max_features = max_features
        self.max_depth = max_depth
        self.random_state = random_state

    def fit(self, X, y):
        rows, labels = np.asarray(X, dtype=float).tolist(), np.asarray(y).tolist()
        self.classes_ = np.array(sorted(set(labels)))
        codes = [self.classes_.tolist().index(label) for label in labels]
        n, n_classes = len(rows), len(self.classes_)
        n_features = math.isqrt(len(rows[0])) if self.max_features == "sqrt" else self.max_features
        master = random.Random(self.random_state)
        self.estimators_samples_, self.trees_ = [], []
        sums, judges = np.zeros((n, n_classes)), np.zeros(n)
        for _ in range(self.n_estimators):
            rng = random.Random(master.getrandbits(64))
            sample = rng.choices(range(n), k=n)
            tree = Tree([rows[i] for i in sample], [codes[i] for i in sample], n_classes, n_features, self.max_depth, rng)
            for i in set(range(n)) - set(sample):
                sums[i] += tree.shares(rows[i])
                judges[i] += 1
            self.estimators_samples_.append(np.array(sample))
            self.trees_.append(tree)
        self.oob_decision_function_ = np.full((n, n_classes), np.nan)
        judged = np.flatnonzero(judges)
        self.oob_decision_function_[judged] = sums[judged] / judges[judged, None]
        hits = [np.argmax(self.oob_decision_function_[i]) == codes[i] for i in judged]
        self.oob_score_ = sum(hits) / len(hits) if hits else math.nan
        return self

    def tree_probas(self, X):
        rows = np.asarray(X, dtype=float).tolist()
        shares = [[tree.shares(row) for row in rows] for tree in self.trees_]
        return np.array(shares, dtype=float).reshape(self.n_estimators, len(rows), len(self.classes_))

    def predict_proba(self, X):
        return sum(self.tree_probas(X)) / self.n_estimators

    def predict(self, X):
        return self.classes_[np.argmax(self.predict_proba(X), axis=1)]
