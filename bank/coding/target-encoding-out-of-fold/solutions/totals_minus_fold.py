"""Sums and counts per category, and per category and fold: the other folds are the total minus the own fold."""

import numpy as np
import pandas as pd


class OutOfFoldEncoder:
    def __init__(self, smoothing=10.0):
        self.smoothing = smoothing

    def _codes(self, sums, counts, mean):
        """Smoothed means; the mean itself where nothing was counted."""
        weights = np.where(counts > 0, counts + self.smoothing, 1.0)
        return np.where(counts > 0, (sums + self.smoothing * mean) / weights, mean)

    def fit(self, X, y):
        y = np.asarray(y, dtype=float)
        self.mean_ = y.mean()
        self.columns_ = {}
        for name in X.columns:
            kinds, categories = pd.factorize(X[name].to_numpy())  # -1: missing
            slots = len(categories) + 1
            kinds = kinds % slots  # missing values take the last slot
            counts = np.bincount(kinds, minlength=slots)
            codes = self._codes(np.bincount(kinds, weights=y, minlength=slots), counts, self.mean_)
            table = dict(zip(categories.tolist(), codes.tolist()))
            self.columns_[name] = table, codes[-1], kinds
        return self

    def transform(self, X):
        encoded = np.empty(X.shape)
        for place, name in enumerate(X.columns):
            values, (table, missing, _) = X[name].to_numpy(), self.columns_[name]
            codes = [table.get(value, self.mean_) for value in values.tolist()]
            encoded[:, place] = np.where(pd.isna(values), missing, codes)
        return pd.DataFrame(encoded, index=X.index, columns=X.columns)

    def fit_transform(self, X, y, folds):
        fold, names = pd.factorize(np.asarray(folds))
        n_folds = len(names)
        if n_folds < 2:
            raise ValueError("at least two folds are needed")
        self.fit(X, y)
        y = np.asarray(y, dtype=float)
        means = (y.sum() - np.bincount(fold, weights=y)) / (len(y) - np.bincount(fold))
        encoded = np.empty(X.shape)
        for place, name in enumerate(X.columns):
            table, _, kinds = self.columns_[name]
            slots = len(table) + 1
            cells = kinds * n_folds + fold
            counts = np.bincount(cells, minlength=slots * n_folds).reshape(slots, n_folds)
            sums = np.bincount(cells, weights=y, minlength=slots * n_folds).reshape(slots, n_folds)
            others = counts.sum(axis=1, keepdims=True) - counts, sums.sum(axis=1, keepdims=True) - sums
            encoded[:, place] = self._codes(others[1], others[0], means)[kinds, fold]
        return pd.DataFrame(encoded, index=X.index, columns=X.columns)
