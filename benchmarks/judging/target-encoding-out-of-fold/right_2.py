import numpy as np
import pandas as pd


class OutOfFoldEncoder:
    """Integer codes by factorize, sums by bincount."""

    def __init__(self, smoothing=10.0):
        self.smoothing = smoothing

    @staticmethod
    def _objects(X, j):
        return X.iloc[:, j].to_numpy(dtype=object)

    def _codes_of(self, ids, y, size):
        """Code per category 0..size-1 (the last one is 'missing'), and the mean."""
        count = np.bincount(ids, minlength=size).astype(np.float64)
        total = np.bincount(ids, weights=y, minlength=size)
        mean = y.mean()
        denominator = count + self.smoothing
        return np.where(count > 0, (total + self.smoothing * mean) / np.where(denominator == 0, 1.0, denominator), mean), mean

    def _ids(self, values):
        ids, uniques = pd.factorize(values)        # missing: -1
        return np.where(ids < 0, len(uniques), ids), uniques

    def _keys(self, X):
        return [(name, list(X.columns[:j]).count(name)) for j, name in enumerate(X.columns)]

    def fit(self, X, y):
        y = np.asarray(y, dtype=np.float64)
        self._maps = {}
        for j, key in enumerate(self._keys(X)):
            ids, uniques = self._ids(self._objects(X, j))
            codes, mean = self._codes_of(ids, y, len(uniques) + 1)
            self._maps[key] = dict(zip(uniques.tolist(), codes)), codes[-1], mean
        return self

    def transform(self, X):
        out = np.empty(X.shape, dtype=np.float64)
        for j, key in enumerate(self._keys(X)):
            mapping, missing, mean = self._maps[key]
            values = self._objects(X, j)
            gone = pd.isna(values)
            out[:, j] = [missing if g else mapping.get(v, mean) for v, g in zip(values, gone)]
        return pd.DataFrame(out, index=X.index, columns=X.columns)

    def fit_transform(self, X, y, folds):
        folds = np.asarray(folds)
        parts = np.unique(folds)
        if len(parts) < 2:
            raise ValueError("fewer than two folds")
        y = np.asarray(y, dtype=np.float64)
        self.fit(X, y)
        out = np.empty(X.shape, dtype=np.float64)
        for j in range(X.shape[1]):
            ids, uniques = self._ids(self._objects(X, j))
            for part in parts:
                inside = folds == part
                codes, _ = self._codes_of(ids[~inside], y[~inside], len(uniques) + 1)
                out[inside, j] = codes[ids[inside]]
        return pd.DataFrame(out, index=X.index, columns=X.columns)
