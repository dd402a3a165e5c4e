"""Sums and counts per category, and per category and fold: the other folds are the total minus the own fold."""

import numpy as np
import pandas as pd


class OutOfFoldEncoder:
    def __init__(self, smoothing=10.0):
        self.smoothing = smoothing

    def fit(self, X, y):
        y = np.asarray(y, dtype=float)
        self.mean_ = y.mean()
        self.codes_ = {}
        for column in X.columns:
            kinds, categories = pd.factorize(X[column], use_na_sentinel=False)
            counts = np.bincount(kinds, minlength=len(categories))
            sums = np.bincount(kinds, weights=y, minlength=len(categories))
            codes = (sums + self.smoothing * self.mean_) / (counts + self.smoothing)
            missing = pd.isna(categories)
            self.codes_[column] = (
                pd.Series(codes[~missing], index=categories[~missing]),
                codes[missing][0] if missing.any() else self.mean_,
            )
        return self

    def transform(self, X):
        encoded = {}
        for column in X.columns:
            known, missing = self.codes_[column]
            values = X[column].map(known).astype(float).fillna(self.mean_)
            encoded[column] = values.mask(X[column].isna(), missing)
        return pd.DataFrame(encoded, index=X.index, columns=X.columns, dtype=float)

    def fit_transform(self, X, y, folds):
        fold, names = pd.factorize(np.asarray(folds))
        if len(names) < 2:
            raise ValueError("at least two folds are needed")
        self.fit(X, y)
        y = np.asarray(y, dtype=float)
        rows = len(y) - np.bincount(fold)  # (folds,) rows outside each fold
        means = (y.sum() - np.bincount(fold, weights=y)) / rows
        encoded = np.empty(X.shape)
        for place, column in enumerate(X.columns):
            kinds, categories = pd.factorize(X[column], use_na_sentinel=False)
            shape = (len(categories), len(names))
            counts, sums = np.zeros(shape), np.zeros(shape)
            np.add.at(counts, (kinds, fold), 1.0)
            np.add.at(sums, (kinds, fold), y)
            counts = counts.sum(axis=1, keepdims=True) - counts
            sums = sums.sum(axis=1, keepdims=True) - sums
            with np.errstate(invalid="ignore", divide="ignore"):
                codes = (sums + self.smoothing * means) / (counts + self.smoothing)
            codes = np.where(counts == 0, means, codes)
            encoded[:, place] = codes[kinds, fold]
        return pd.DataFrame(encoded, index=X.index, columns=X.columns)
