"""Working on the bare values in the order in which the columns come: with another order the age is scaled as an income. Select the training columns by name."""

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
        table = X.iloc[:, : len(self.columns_)].set_axis(self.columns_, axis=1)
        scaled = (table.fillna(self.median_).astype("float64") - self.mean_) / self.scale_
        flags = table[self.gappy_].isna().astype("float64").add_suffix("_missing")
        return pd.concat([scaled, flags], axis=1)
