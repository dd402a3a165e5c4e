"""Making indicators for the columns that have gaps in the table at hand: the number of columns changes from batch to batch and the model cannot read it. Fix them in fit."""

import pandas as pd


class Preprocessor:
    def fit(self, X):
        self.columns_ = list(X.columns)
        self.gappy_ = [name for name in self.columns_ if X[name].isna().any()]
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
        flags = table.loc[:, table.isna().any()].isna().astype("float64").add_suffix("_missing")
        return pd.concat([scaled, flags], axis=1)
