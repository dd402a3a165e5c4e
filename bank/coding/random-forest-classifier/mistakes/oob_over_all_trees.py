"""Averaging all trees for the out-of-bag estimate: most trees have seen the row, and the estimate is far too good. Only trees whose sample lacks the row may judge it."""

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
        self._drawn = max(1, int(np.sqrt(d))) if self.max_features == "sqrt" else self.max_features
        rng = np.random.default_rng(self.random_state)
        self.estimators_samples_, self._trees = [], []
        for _ in range(self.n_estimators):
            sample = rng.integers(n, size=n)
            self.estimators_samples_.append(sample)
            self._trees.append(self._grow(X[sample], codes[sample], 0, rng))
        sums, judges = np.zeros((n, len(self.classes_))), np.zeros(n)
        for sample, shares in zip(self.estimators_samples_, self.tree_probas(X)):
            outside = np.arange(n)
            sums[outside] += shares[outside]
            judges[outside] += 1
        covered = judges > 0
        self.oob_decision_function_ = np.full(sums.shape, np.nan)
        self.oob_decision_function_[covered] = sums[covered] / judges[covered, None]
        right = self.oob_decision_function_[covered].argmax(axis=1) == codes[covered]
        self.oob_score_ = right.mean() if covered.any() else np.nan
        return self

    def _grow(self, X, codes, depth, rng):
        shares = np.bincount(codes, minlength=len(self.classes_)) / len(codes)
        if shares.max() == 1 or depth == self.max_depth:
            return shares
        split = best_split(X, codes, len(self.classes_), rng.permutation(X.shape[1])[: self._drawn])
        if split is None:
            return shares
        left = X[:, split[0]] <= split[1]
        return (*split, self._grow(X[left], codes[left], depth + 1, rng), self._grow(X[~left], codes[~left], depth + 1, rng))

    def tree_probas(self, X):
        return np.array([[self._leaf(tree, row) for row in np.asarray(X, dtype=float)] for tree in self._trees]).reshape(
            len(self._trees), len(X), len(self.classes_)
        )

    def _leaf(self, node, row):
        while isinstance(node, tuple):
            node = node[2] if row[node[0]] <= node[1] else node[3]
        return node

    def predict_proba(self, X):
        return self.tree_probas(X).mean(axis=0)

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]
