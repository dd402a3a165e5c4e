import numpy as np
import pandas as pd


class Preprocessor:
    def __init__(self):
        self.missing_ = []

    def fit(self, X):
        data = X.astype("float64")
        self.columns_ = list(data.columns)
        self.medians_ = data.median().fillna(0.0)
        filled = data.fillna(self.medians_)
        self.means_ = filled.mean()
        self.stds_ = filled.std(ddof=0)
        self.stds_[filled.max() == filled.min()] = 1.0
        for c in self.columns_:
            if data[c].isna().any() and c not in self.missing_:
                self.missing_.append(c)
        return self

    def transform(self, X):
        absent = [c for c in self.columns_ if c not in X.columns]
        if absent:
            raise ValueError(f"missing columns: {absent}")
        data = X[self.columns_].astype("float64")
        gaps = data.isna()
        out = (data.fillna(self.medians_) - self.means_) / self.stds_
        for c in self.missing_:
            if c in gaps:
                out[f"{c}_missing"] = gaps[c].astype("float64")
        return out
