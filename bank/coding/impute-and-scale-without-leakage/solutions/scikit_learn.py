"""scikit-learn's imputer, scaler and missing indicator, with the columns chosen by name."""

import numpy as np
import pandas as pd
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


class Preprocessor:
    def fit(self, X):
        self.columns = X.columns.tolist()
        values = X.to_numpy(dtype=float)
        self.scaler = make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler()).fit(values)
        self.indicator = MissingIndicator(features="missing-only", error_on_new=False).fit(values)
        return self

    def transform(self, X):
        if not set(self.columns) <= set(X.columns):
            raise ValueError("a column of the training table is missing")
        values = X[self.columns].to_numpy(dtype=float)
        names = self.columns + [f"{self.columns[j]}_missing" for j in self.indicator.features_]
        if len(values) == 0:
            return pd.DataFrame(index=X.index, columns=names, dtype=float)
        parts = np.hstack([self.scaler.transform(values), self.indicator.transform(values).astype(float)])
        return pd.DataFrame(parts, index=X.index, columns=names)
