import numpy as np
import pandas as pd


class Preprocessor:
    def fit(self, X):
        self.columns_ = list(X.columns)
        self.median_, self.mean_, self.std_ = {}, {}, {}
        self.indicators_ = []
        for name in self.columns_:
            column = X[name].astype("float64")
            if column.isna().any():
                self.indicators_.append(name)
            median = column.median()
            if np.isnan(median):
                median = 0.0
            filled = column.fillna(median)
            constant = filled.nunique() <= 1
            self.median_[name] = median
            self.mean_[name] = filled.mean() if len(filled) else 0.0
            self.std_[name] = 1.0 if constant else filled.std(ddof=0)
        return self

    def transform(self, X):
        for name in self.columns_:
            if name not in X.columns:
                raise ValueError(f"column {name!r} is missing")
        parts, names = [], []
        for name in self.columns_:
            column = X[name].astype("float64").fillna(self.median_[name])
            parts.append(((column - self.mean_[name]) / self.std_[name]).to_numpy())
            names.append(name)
        for name in self.indicators_:
            parts.append(X[name].isna().astype("float64").to_numpy())
            names.append(f"{name}_missing")
        data = np.column_stack(parts) if parts else np.zeros((len(X), 0))
        return pd.DataFrame(data, index=X.index, columns=names)
