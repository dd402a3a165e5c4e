import numpy as np


def _best_split(X, codes, n_classes, min_leaf):
    """Plain search with integers only: maximise sum(left^2)/n_left + sum(right^2)/n_right exactly."""
    n = len(codes)
    total = [0] * n_classes
    for c in codes:
        total[c] += 1
    best = None  # (numerator, denominator, feature, threshold)
    for f in range(len(X[0])):
        order = sorted(range(n), key=lambda i: X[i][f])
        left, right = [0] * n_classes, total[:]
        sq_left, sq_right = 0, sum(t * t for t in total)
        for pos in range(n - 1):
            c = codes[order[pos]]
            sq_left += 2 * left[c] + 1
            sq_right -= 2 * right[c] - 1
            left[c] += 1
            right[c] -= 1
            lo, hi = X[order[pos]][f], X[order[pos + 1]][f]
            nl, nr = pos + 1, n - pos - 1
            if lo == hi:
                continue
            num, den = sq_left * nr + sq_right * nl, nl * nr
            if best is None or num * best[1] > best[0] * den:
                threshold = lo + (hi - lo) / 2
                if threshold >= hi:  # rounding between adjacent floats
                    threshold = lo
                best = (num, den, f, threshold, min(nl, nr))
    if best is None or best[4] < min_leaf:
        return None
    return best[:4]


class DecisionTreeClassifier:
    def __init__(self, max_depth=None, min_samples_split=2, min_samples_leaf=1):
        self.max_depth = max_depth
        self.min_samples_split = min_samples_split
        self.min_samples_leaf = min_samples_leaf

    def fit(self, X, y):
        rows = np.asarray(X).astype(float).tolist()
        self.classes_, codes = np.unique(np.asarray(y), return_inverse=True)
        codes = codes.ravel().tolist()
        C = len(self.classes_)
        self.nodes_ = []  # each: [share list, feature, threshold, left, right, depth]
        stack = [(list(range(len(rows))), 0, None, None)]
        while stack:
            members, depth, parent, side = stack.pop()
            counts = [0] * C
            for i in members:
                counts[codes[i]] += 1
            me = len(self.nodes_)
            node = [[c / len(members) for c in counts], None, None, None, None, depth]
            self.nodes_.append(node)
            if parent is not None:
                self.nodes_[parent][side] = me
            pure = max(counts) == len(members)
            deep = self.max_depth is not None and depth >= self.max_depth
            if pure or deep or len(members) < self.min_samples_split:
                continue
            found = _best_split([rows[i] for i in members], [codes[i] for i in members], C, self.min_samples_leaf)
            if found is None:
                continue
            _, _, f, t = found
            node[1], node[2] = f, t
            stack.append(([i for i in members if rows[i][f] <= t], depth + 1, me, 3))
            stack.append(([i for i in members if rows[i][f] > t], depth + 1, me, 4))
        return self

    def predict_proba(self, X):
        out = np.zeros((len(X), len(self.classes_)))
        for i, row in enumerate(np.asarray(X).astype(float).tolist()):
            node = self.nodes_[0]
            while node[1] is not None:
                node = self.nodes_[node[3] if row[node[1]] <= node[2] else node[4]]
            out[i] = node[0]
        return out

    def predict(self, X):
        return self.classes_[np.argmax(self.predict_proba(X), axis=1)]

    def get_depth(self):
        return max(node[5] for node in self.nodes_)

    def get_n_leaves(self):
        return sum(node[1] is None for node in self.nodes_)
