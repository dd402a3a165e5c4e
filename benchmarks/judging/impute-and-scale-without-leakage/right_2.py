import numpy as np
import pandas as pd


class Preprocessor:
    """Everything as one float matrix."""

    @staticmethod
    def _matrix(X):
        return X.to_numpy(dtype=np.float64, na_value=np.nan, copy=True)

    def fit(self, X):
        A = self._matrix(X)
        missing = np.isnan(A)
        self.names_ = X.columns.copy()
        self.gappy_ = np.flatnonzero(missing.any(axis=0))
        self.median_ = np.zeros(A.shape[1])
        some = ~missing.all(axis=0)
        if some.any():
            self.median_[some] = np.nanmedian(A[:, some], axis=0)
        A = np.where(missing, self.median_, A)
        if len(A):
            self.mean_ = A.mean(axis=0)
            self.scale_ = A.std(axis=0)
            self.scale_[A.max(axis=0) == A.min(axis=0)] = 1.0
        else:
            self.mean_ = np.zeros(A.shape[1])
            self.scale_ = np.ones(A.shape[1])
        return self

    def transform(self, X):
        given = list(X.columns)
        if not set(self.names_) <= set(given):
            raise ValueError("training columns are absent")
        positions = [given.index(name) for name in self.names_]
        A = self._matrix(X.iloc[:, positions])
        missing = np.isnan(A)
        A = (np.where(missing, self.median_, A) - self.mean_) / self.scale_
        out = np.hstack([A, missing[:, self.gappy_].astype(np.float64)])
        columns = list(self.names_) + [f"{self.names_[j]}_missing" for j in self.gappy_]
        return pd.DataFrame(out, index=X.index.copy(), columns=columns)
