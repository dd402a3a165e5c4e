import numpy as np
import pandas as pd

MISSING = "__missing__"


def clean(column):
    return [MISSING if pd.isna(v) else str(v) for v in column.tolist()]


class OutOfFoldEncoder:
    def __init__(self, smoothing=10.0):
        self.smoothing = smoothing

    def _learn(self, values, y):
        mean = y.mean()
        sums, counts = {}, {}
        for v, t in zip(values, y):
            sums[v] = sums.get(v, 0.0) + t
            counts[v] = counts.get(v, 0) + 1
        codes = {v: (sums[v] + self.smoothing * mean) / (counts[v] + self.smoothing) for v in sums}
        return codes, mean

    def fit(self, X, y):
        y = np.asarray(y, dtype=np.float64)
        self.learned_ = {c: self._learn(clean(X[c]), y) for c in X.columns}
        return self

    def transform(self, X):
        out = pd.DataFrame(0.0, index=X.index, columns=X.columns)
        for c in X.columns:
            codes, mean = self.learned_[c]
            out[c] = np.array([codes.get(v, mean) for v in clean(X[c])], dtype=np.float64)
        return out

    def fit_transform(self, X, y, folds):
        y = np.asarray(y, dtype=np.float64)
        folds = np.asarray(folds)
        if len(np.unique(folds)) < 2:
            raise ValueError("at least two folds are needed")
        self.fit(X, y)
        out = pd.DataFrame(0.0, index=X.index, columns=X.columns)
        for c in X.columns:
            values = clean(X[c])
            encoded = np.empty(len(y))
            for fold in np.unique(folds):
                inside = folds == fold
                codes, mean = self._learn([v for v, i in zip(values, inside) if not i], y[~inside])
                encoded[inside] = [codes.get(v, mean) for v, i in zip(values, inside) if i]
            out[c] = encoded
        return out
