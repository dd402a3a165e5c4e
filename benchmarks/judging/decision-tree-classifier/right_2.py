import numpy as np


class DecisionTreeClassifier:
    """Vectorised search over all features at once; the tree lies in flat lists."""

    def __init__(self, max_depth=None, min_samples_split=2, min_samples_leaf=1):
        self.max_depth = max_depth
        self.min_samples_split = min_samples_split
        self.min_samples_leaf = min_samples_leaf

    def _split(self, X, one_hot):
        n, d = X.shape
        k = max(int(self.min_samples_leaf), 1)
        if n < 2 * k or d == 0:
            return None
        order = np.argsort(X, axis=0, kind="stable")  # (n, d)
        V = np.take_along_axis(X, order, axis=0)
        left = np.cumsum(one_hot[order], axis=0)  # (n, d, C)
        right = left[-1] - left[:-1]
        left = left[:-1]
        nl = np.arange(1, n)[:, None]
        nr = n - nl
        num = (left ** 2).sum(axis=2) * nr + (right ** 2).sum(axis=2) * nl
        den = nl * nr
        allowed = (V[1:] > V[:-1]) & (nl >= k) & (nr >= k)
        if not allowed.any():
            return None
        score = np.where(allowed, num / den, -np.inf)
        top = score.max()
        # everything within rounding of the best, by feature and then by threshold, compared exactly
        features, places = np.nonzero(score.T >= top * (1 - 1e-12))
        best = None
        for f, p in zip(features.tolist(), places.tolist()):
            a, b = int(num[p, f]), int(den[p, 0])
            if best is None or a * best[1] > best[0] * b:
                best = (a, b, f, p)
        f, p = best[2:]
        lo, hi = V[p, f], V[p + 1, f]
        t = lo + (hi - lo) / 2
        return f, (t if t < hi else lo)

    def fit(self, X, y):
        X = np.asarray(X).astype(np.float64)
        self.classes_, codes = np.unique(np.asarray(y), return_inverse=True)
        one_hot = np.eye(len(self.classes_), dtype=np.int64)[codes.ravel()]
        self._feature, self._threshold, self._child, self._share = [], [], [], []
        self._depth = 0
        todo = [(np.arange(len(X)), 0, -1, 0)]
        while todo:
            rows, depth, parent, side = todo.pop()
            counts = one_hot[rows].sum(axis=0)
            me = len(self._feature)
            if parent >= 0:
                self._child[parent][side] = me
            self._depth = max(self._depth, depth)
            split = None
            if (
                np.count_nonzero(counts) > 1
                and len(rows) >= self.min_samples_split
                and (self.max_depth is None or depth < self.max_depth)
            ):
                split = self._split(X[rows], one_hot[rows])
            self._share.append(counts / counts.sum())
            self._child.append([-1, -1])
            self._feature.append(-1 if split is None else split[0])
            self._threshold.append(0.0 if split is None else split[1])
            if split is not None:
                goes_left = X[rows, split[0]] <= split[1]
                todo.append((rows[goes_left], depth + 1, me, 0))
                todo.append((rows[~goes_left], depth + 1, me, 1))
        self._feature, self._threshold = np.array(self._feature), np.array(self._threshold)
        self._child, self._share = np.array(self._child), np.array(self._share)
        return self

    def predict_proba(self, X):
        X = np.asarray(X).astype(np.float64)
        at = np.zeros(len(X), dtype=int)
        while True:
            active = np.flatnonzero(self._feature[at] >= 0)
            if len(active) == 0:
                return self._share[at]
            nodes = at[active]
            right = ~(X[active, self._feature[nodes]] <= self._threshold[nodes])
            at[active] = self._child[nodes, right.astype(int)]

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]

    def get_depth(self):
        return self._depth

    def get_n_leaves(self):
        return int((self._feature < 0).sum())
