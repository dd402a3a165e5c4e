import numpy as np
import pandas as pd


class OutOfFoldEncoder:
    def __init__(self, smoothing=10.0):
        self.smoothing = smoothing

    def _table(self, column, y):
        """Series from category to code, and the mean."""
        mean = y.mean()
        stats = y.groupby(column.astype(object), dropna=False).agg(["sum", "count"])
        return (stats["sum"] + self.smoothing * mean) / (stats["count"] + self.smoothing), mean

    def _apply(self, column, table, mean):
        codes = {k: v for k, v in table.items() if not pd.isna(k)}
        missing = next((v for k, v in table.items() if pd.isna(k)), mean)
        return np.array([missing if pd.isna(v) else codes.get(v, mean) for v in column], dtype=np.float64)

    def fit(self, X, y):
        X = X.reset_index(drop=True)
        y = pd.Series(y, dtype="float64")
        self.tables_ = {c: self._table(X[c], y) for c in X.columns}
        return self

    def transform(self, X):
        return pd.DataFrame({c: self._apply(X[c], *self.tables_[c]) for c in X.columns}, index=X.index, columns=X.columns)

    def fit_transform(self, X, y, folds):
        folds = np.asarray(folds)
        if len(set(folds.tolist())) < 2:
            raise ValueError("need at least two folds")
        self.fit(X, y)
        y = pd.Series(y, dtype="float64")
        Xr = X.reset_index(drop=True)
        out = pd.DataFrame(np.nan, index=Xr.index, columns=X.columns)
        for c in X.columns:
            for fold in np.unique(folds):
                inside = folds == fold
                table, mean = self._table(Xr[c][~inside], y[~inside])
                out.loc[inside, c] = self._apply(Xr[c][inside], table, mean)
        out.index = X.index
        return out
