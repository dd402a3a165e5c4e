import numpy as np


class DBSCAN:
    """Core rows carry the index of the first core row of their group; groups that touch are renamed."""

    def __init__(self, eps=0.5, min_samples=5):
        self.eps = eps
        self.min_samples = min_samples

    def fit(self, X):
        points = np.ascontiguousarray(np.asarray(X).T, dtype=np.float64)
        n = points.shape[1]

        def near(i, among):
            """Those of the rows `among` (a slice or indices) that are neighbours of row i."""
            squared = sum((column[among] - column[i]) ** 2 for column in points)
            return everything[among][np.sqrt(squared) <= self.eps]

        everything = np.arange(n)
        is_core = np.array([near(i, slice(None)).size >= self.min_samples for i in range(n)], dtype=bool)
        cores = everything[is_core]

        owner = everything.copy()
        for position, i in enumerate(cores):
            touched = owner[near(i, cores[: position + 1])]
            if touched.min() < touched.max():
                owner[np.isin(owner, touched)] = touched.min()

        number = {first: k for k, first in enumerate(np.unique(owner[cores]).tolist())}
        labels = np.full(n, -1, dtype=int)
        for i in range(n):
            if is_core[i]:
                labels[i] = number[int(owner[i])]
            else:
                labels[i] = min((number[int(first)] for first in owner[near(i, cores)]), default=-1)
        self.labels_ = labels
        self.core_sample_indices_ = cores
        return self
