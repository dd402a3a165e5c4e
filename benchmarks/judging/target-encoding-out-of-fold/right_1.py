import math

import pandas as pd

_MISSING = object()


def _category(value):
    return _MISSING if pd.isna(value) else value


class OutOfFoldEncoder:
    """Plain loops and dicts (1 and 1.0 are the same key)."""

    def __init__(self, smoothing=10.0):
        self.smoothing = smoothing

    def _learn(self, values, y, rows):
        sums, counts = {}, {}
        for i in rows:
            c = values[i]
            sums[c] = sums.get(c, 0.0) + y[i]
            counts[c] = counts.get(c, 0) + 1
        mean = math.fsum(y[i] for i in rows) / len(rows)
        codes = {c: (sums[c] + self.smoothing * mean) / (counts[c] + self.smoothing) for c in sums}
        return codes, mean

    @staticmethod
    def _columns(X):
        """((name, which of the columns of that name), categories) per column."""
        seen = {}
        for j, name in enumerate(X.columns):
            seen[name] = seen.get(name, 0) + 1
            yield (name, seen[name]), [_category(v) for v in X.iloc[:, j].tolist()]

    @staticmethod
    def _table(X, columns):
        table = pd.DataFrame({j: pd.Series(c, dtype="float64") for j, c in enumerate(columns)})
        if not columns:
            return pd.DataFrame(index=X.index, columns=X.columns, dtype="float64")
        table.index = X.index
        table.columns = X.columns
        return table

    def fit(self, X, y):
        y = [float(v) for v in y]
        everything = range(len(y))
        self.learned_ = {key: self._learn(values, y, everything) for key, values in self._columns(X)}
        return self

    def transform(self, X):
        result = []
        for key, values in self._columns(X):
            codes, mean = self.learned_[key]
            result.append([codes.get(v, mean) for v in values])
        return self._table(X, result)

    def fit_transform(self, X, y, folds):
        folds = [int(f) for f in folds]
        y = [float(v) for v in y]
        if len(set(folds)) < 2:
            raise ValueError("two folds at least")
        self.fit(X, y)
        result = []
        for _, values in self._columns(X):
            encoded = [0.0] * len(y)
            for fold in set(folds):
                others = [i for i, f in enumerate(folds) if f != fold]
                codes, mean = self._learn(values, y, others)
                for i, f in enumerate(folds):
                    if f == fold:
                        encoded[i] = codes.get(values[i], mean)
            result.append(encoded)
        return self._table(X, result)
