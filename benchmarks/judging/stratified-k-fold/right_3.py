from __future__ import annotations

from typing import Sequence

import numpy as np
import pandas as pd


class _Folds:
    def __init__(self, n_rows: int, n_splits: int, rng: np.random.Generator):
        self.of_row = np.zeros(n_rows, dtype=np.int32)
        self.sizes = np.zeros(n_splits, dtype=np.int64)
        self.rng = rng

    def quota(self, count: int) -> np.ndarray:
        """Equal shares; the rest goes to folds that are smallest so far, drawn at random among equals."""
        k = len(self.sizes)
        shares = np.full(k, count // k)
        smallest_first = np.lexsort((self.rng.random(k), self.sizes))
        shares[smallest_first[: count % k]] += 1
        return shares

    def add(self, rows: np.ndarray) -> None:
        shares = self.quota(len(rows))
        self.of_row[rows] = self.rng.permutation(np.repeat(np.arange(len(shares)), shares))
        self.sizes += shares


def stratified_k_fold(y: Sequence, n_splits: int = 5, random_state: int | None = None):
    codes = pd.factorize(np.array(y))[0]
    if n_splits < 2:
        raise ValueError("at least two folds")
    if n_splits > len(codes):
        raise ValueError("more folds than rows")
    entropy = None if random_state is None else int(random_state) * 2 if random_state >= 0 else -2 * int(random_state) - 1
    folds = _Folds(len(codes), n_splits, np.random.default_rng(entropy))
    for code in range(codes.max() + 1):
        folds.add(np.flatnonzero(codes == code))
    everything = np.arange(len(codes))
    tests = [everything[folds.of_row == k] for k in range(n_splits)]
    return [(np.setdiff1d(everything, test), test) for test in tests]
