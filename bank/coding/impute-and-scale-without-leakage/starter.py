import numpy as np
import pandas as pd


class Preprocessor:
    """Median imputation with indicators, then standardisation; everything learned in fit. X: DataFrame (n, d)."""

    def fit(self, X):
        """Learn medians, means and deviations; returns self."""
        return self

    def transform(self, X):
        """The prepared table: scaled training columns, then indicators NAME_missing."""
        return pd.DataFrame(index=X.index)
