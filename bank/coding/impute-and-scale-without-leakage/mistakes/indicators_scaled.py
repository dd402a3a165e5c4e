"""Adding the indicators before standardising: they are no longer 0 and 1. Here they are appended unscaled."""

import pandas as pd


class Preprocessor:
    def fit(self, X):
        self.columns_ = list(X.columns)
        self.gappy_ = [name for name in self.columns_ if X[name].isna().any()]
        self.flag_mean_ = X[self.gappy_].isna().mean().add_suffix("_missing")
        self.median_ = X.median().fillna(0.0)
        filled = X.fillna(self.median_).astype("float64")
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
        share = self.flag_mean_
        flags = (flags - share) / (share * (1 - share)).pow(0.5).mask((share == 0) | (share == 1), 1.0)
        return pd.concat([scaled, flags], axis=1)
