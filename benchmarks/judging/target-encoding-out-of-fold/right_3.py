from dataclasses import dataclass, field

import numpy as np
import pandas as pd


@dataclass
class _Tally:
    """Targets per category; the code of a category by definition."""

    smoothing: float
    targets: dict = field(default_factory=dict)
    every: list = field(default_factory=list)

    @staticmethod
    def key(value):
        return ("missing",) if value is None or value is pd.NA or value != value else ("value", value)

    def add(self, value, target):
        self.targets.setdefault(self.key(value), []).append(target)
        self.every.append(target)
        return self

    def code(self, value):
        mean = float(np.mean(self.every))
        mine = self.targets.get(self.key(value))
        if mine is None:
            return mean
        return (float(np.sum(mine)) + self.smoothing * mean) / (len(mine) + self.smoothing)

    def codes(self, values):
        memo = {}
        for v in values:
            k = self.key(v)
            if k not in memo:
                memo[k] = self.code(v)
            yield memo[k]


class OutOfFoldEncoder:
    def __init__(self, smoothing=10.0):
        self.smoothing = smoothing

    def _tally(self, values, targets):
        tally = _Tally(self.smoothing)
        for value, target in zip(values, targets):
            tally.add(value, target)
        return tally

    @staticmethod
    def _values(X):
        counter, result = {}, []
        for j, name in enumerate(X.columns):
            number = counter[name] = counter.get(name, -1) + 1
            result.append(((name, number), list(X.iloc[:, j].astype(object))))
        return result

    def fit(self, X, y):
        targets = np.asarray(y, dtype=float).tolist()
        self._tallies = {key: self._tally(values, targets) for key, values in self._values(X)}
        return self

    def transform(self, X):
        data = [list(self._tallies[key].codes(values)) for key, values in self._values(X)]
        return self._frame(data, X)

    def fit_transform(self, X, y, folds):
        fold_of = np.asarray(folds).tolist()
        if len(set(fold_of)) < 2:
            raise ValueError("need two different folds")
        targets = np.asarray(y, dtype=float).tolist()
        self.fit(X, targets)
        data = []
        for _, values in self._values(X):
            column = np.zeros(len(targets))
            for fold in sorted(set(fold_of)):
                outside = [(v, t) for v, t, f in zip(values, targets, fold_of) if f != fold]
                tally = self._tally(*zip(*outside))
                rows = [i for i, f in enumerate(fold_of) if f == fold]
                column[rows] = list(tally.codes([values[i] for i in rows]))
            data.append(column)
        return self._frame(data, X)

    @staticmethod
    def _frame(data, X):
        array = np.array(data, dtype=np.float64).reshape(X.shape[1], X.shape[0]).T
        return pd.DataFrame(array, index=X.index, columns=X.columns)
