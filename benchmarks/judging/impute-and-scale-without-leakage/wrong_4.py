import numpy as np
import pandas as pd


class Preprocessor:
    def fit(self, X):
        data = X.astype("float64")
        self.columns_ = list(data.columns)
        self.medians_ = data.median().fillna(0.0)
        filled = data.fillna(self.medians_)
        self.means_ = filled.mean()
        self.stds_ = filled.std(ddof=0)
        self.constant_ = [c for c in self.columns_ if filled[c].nunique() <= 1]
        self.stds_[self.constant_] = 1.0
        self.missing_ = [c for c in self.columns_ if data[c].isna().any()]
        return self

    def transform(self, X):
        absent = [c for c in self.columns_ if c not in X.columns]
        if absent:
            raise ValueError(f"missing columns: {absent}")
        data = X[self.columns_].astype("float64")
        gaps = data.isna()
        out = (data.fillna(self.medians_) - self.means_) / self.stds_
        out[self.constant_] = 0.0
        for c in self.missing_:
            out[f"{c}_missing"] = gaps[c].astype("float64")
        return out
