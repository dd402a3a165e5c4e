import math

import numpy as np


class _Tree:
    """Flat arrays, grown with a stack; repeated rows enter as weights."""

    def __init__(self, X, codes, weights, n_classes, n_try, max_depth, rng):
        hot = np.eye(n_classes)[codes] * weights[:, None]
        self.feature, self.threshold, self.children, self.share = [], [], [], []
        stack = [(np.flatnonzero(weights), 0, None)]
        while stack:
            rows, depth, place = stack.pop()
            me = len(self.feature)
            if place is not None:
                self.children[place[0]][place[1]] = me
            counts = hot[rows].sum(axis=0)
            self.share.append(counts / counts.sum())
            self.children.append([0, 0])
            self.feature.append(-1)
            self.threshold.append(0.0)
            if np.count_nonzero(counts) < 2 or depth == max_depth:
                continue
            tried = rng.permutation(X.shape[1])[:n_try]
            f, t = self._search(X[np.ix_(rows, tried)], hot[rows])
            self.feature[me], self.threshold[me] = int(tried[f]), t
            left = X[rows, tried[f]] <= t
            stack.append((rows[~left], depth + 1, (me, 1)))
            stack.append((rows[left], depth + 1, (me, 0)))
        self.feature, self.threshold = np.array(self.feature), np.array(self.threshold)
        self.children, self.share = np.array(self.children), np.array(self.share)

    @staticmethod
    def _search(X, hot):
        order = X.argsort(axis=0)
        left = hot[order].cumsum(axis=0)  # (rows, features, classes)
        right = left[-1] - left
        left, right = left[:-1], right[:-1]
        score = (left ** 2).sum(axis=2) / left.sum(axis=2) + (right ** 2).sum(axis=2) / right.sum(axis=2)
        place, f = np.unravel_index(score.argmax(), score.shape)
        low, high = X[order[place, f], f], X[order[place + 1, f], f]
        middle = low + (high - low) / 2
        return f, middle if middle < high else low

    def __call__(self, X):
        at = np.zeros(len(X), dtype=int)
        while (self.feature[at] >= 0).any():
            inner = np.flatnonzero(self.feature[at] >= 0)
            node = at[inner]
            right = X[inner, self.feature[node]] > self.threshold[node]
            at[inner] = self.children[node, right.astype(int)]
        return self.share[at]


class RandomForestClassifier:
    def __init__(self, n_estimators=50, max_features="sqrt", max_depth=None, random_state=0):
        self.n_estimators = n_estimators
        self.max_features = max_features
        self.max_depth = max_depth
        self.random_state = random_state

    def fit(self, X, y):
        X = np.array(X, dtype=np.float64)
        n, d = X.shape
        self.classes_, codes = np.unique(np.array(y), return_inverse=True)
        codes = codes.reshape(-1)
        n_try = math.isqrt(d) if self.max_features == "sqrt" else self.max_features
        rng = np.random.RandomState(self.random_state)
        self.estimators_samples_ = rng.randint(n, size=(self.n_estimators, n))
        self._forest = [
            _Tree(X, codes, np.bincount(s, minlength=n) > 0, len(self.classes_), n_try, self.max_depth, rng)
            for s in self.estimators_samples_
        ]
        unseen = np.array([np.bincount(s, minlength=n) == 0 for s in self.estimators_samples_], dtype=float)
        with np.errstate(invalid="ignore"):
            self.oob_decision_function_ = np.einsum("tn,tnc->nc", unseen, self.tree_probas(X)) / unseen.sum(axis=0)[:, None]
        rated = unseen.any(axis=0)
        hits = self.oob_decision_function_[rated].argmax(axis=1) == codes[rated]
        self.oob_score_ = hits.mean() if len(hits) else np.nan
        return self

    def tree_probas(self, X):
        X = np.asarray(X, dtype=np.float64)
        return np.stack([tree(X) for tree in self._forest])

    def predict_proba(self, X):
        return sum(self.tree_probas(X)) / len(self._forest)

    def predict(self, X):
        return np.take(self.classes_, np.argmax(self.predict_proba(X), axis=1))
