"""Plain arrays: nanmedian, where and one mean and deviation per column; names only at the ends."""

import numpy as np
import pandas as pd


class Preprocessor:
    def fit(self, X):
        self.names = list(X.columns)
        values = X.to_numpy(dtype=float)
        holes = np.isnan(values)
        self.gappy = np.flatnonzero(holes.any(axis=0))
        self.median = np.zeros(len(self.names))
        for j in range(len(self.names)):
            known = values[~holes[:, j], j]
            if len(known):
                self.median[j] = np.median(known)
        filled = np.where(holes, self.median, values)
        is_constant = (filled == filled[0]).all(axis=0)
        self.mean = np.where(is_constant, filled[0], filled.mean(axis=0))
        self.scale = np.where(is_constant, 1.0, filled.std(axis=0))
        return self

    def transform(self, X):
        absent = set(self.names) - set(X.columns)
        if absent:
            raise ValueError(f"columns are missing: {absent}")
        values = np.column_stack([X[name].to_numpy(dtype=float) for name in self.names])
        holes = np.isnan(values)
        scaled = (np.where(holes, self.median, values) - self.mean) / self.scale
        names = self.names + [f"{self.names[j]}_missing" for j in self.gappy]
        return pd.DataFrame(np.hstack([scaled, holes[:, self.gappy]]), index=X.index, columns=names)
