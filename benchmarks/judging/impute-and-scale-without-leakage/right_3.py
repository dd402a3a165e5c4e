import math
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import pandas as pd


@dataclass
class _Column:
    name: Any
    fill: float
    mean: float
    deviation: float
    had_gaps: bool

    @classmethod
    def learn(cls, name, values):
        there = [v for v in values if not math.isnan(v)]
        fill = median(there) if there else 0.0
        full = [fill if math.isnan(v) else v for v in values]
        if not full:
            return cls(name, 0.0, 0.0, 1.0, False)
        mean = math.fsum(full) / len(full)
        if min(full) == max(full):
            return cls(name, fill, full[0], 1.0, len(there) < len(full))
        deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in full) / len(full))
        return cls(name, fill, mean, deviation, len(there) < len(full))

    def apply(self, values):
        return [((self.fill if math.isnan(v) else v) - self.mean) / self.deviation for v in values]


def _floats(series):
    return [float("nan") if pd.isna(v) else float(v) for v in series.tolist()]


class Preprocessor:
    def fit(self, X: pd.DataFrame) -> "Preprocessor":
        self._columns = [_Column.learn(name, _floats(X[name])) for name in X.columns]
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        absent = [c.name for c in self._columns if c.name not in X.columns]
        if absent:
            raise ValueError(f"absent: {absent}")
        raw = {c.name: _floats(X[c.name]) for c in self._columns}
        series = [pd.Series(c.apply(raw[c.name]), index=X.index, name=c.name, dtype="float64") for c in self._columns]
        for c in self._columns:
            if c.had_gaps:
                flags = [1.0 if math.isnan(v) else 0.0 for v in raw[c.name]]
                series.append(pd.Series(flags, index=X.index, name=f"{c.name}_missing", dtype="float64"))
        if not series:
            return pd.DataFrame(index=X.index, dtype=np.float64)
        table = pd.concat([s.reset_index(drop=True) for s in series], axis=1)
        table.index = X.index
        return table
