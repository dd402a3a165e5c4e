from typing import NamedTuple, Optional

import numpy as np


class _Spectrum(NamedTuple):
    directions: np.ndarray
    variances: np.ndarray
    total: float


def _spectrum(centred: np.ndarray) -> _Spectrum:
    """SVD of the transposed data after dividing by its largest entry."""
    unit = float(np.abs(centred).max()) or 1.0
    U, s, _ = np.linalg.svd((centred / unit).T, full_matrices=False)
    variances = (s * unit) ** 2 / (len(centred) - 1)
    total = sum(float(c @ c) for c in centred.T) / (len(centred) - 1)
    return _Spectrum(U.T, variances, total)


class PCA:
    def __init__(self, n_components: Optional[int] = None):
        self.n_components = n_components

    def fit(self, X):
        X = np.asarray(X, dtype=float)
        k = min(X.shape) if self.n_components is None else int(self.n_components)
        centre = np.array([c[0] + np.mean(c - c[0]) for c in X.T])
        centred = np.column_stack([c - m if np.ptp(c) > 0 else np.zeros(len(c)) for c, m in zip(X.T, centre)])
        found = _spectrum(centred)
        signs = np.sign(found.directions.sum(axis=1))
        signs[signs == 0] = 1
        self.mean_ = centre
        self.components_ = (found.directions * signs[:, None])[:k].copy()
        self.explained_variance_ = found.variances[:k].copy()
        with np.errstate(invalid="ignore"):
            self.explained_variance_ratio_ = np.nan_to_num(self.explained_variance_ / np.float64(found.total))
        return self

    def transform(self, X):
        return np.dot(np.asarray(X, dtype=float) - self.mean_, self.components_.T)

    def inverse_transform(self, Z):
        return self.mean_ + np.dot(np.asarray(Z, dtype=float), self.components_)
