"""By the principal components of a small data set that has exactly this covariance."""

import numpy as np


def answer(facts):
    """The answer, another way."""
    from sklearn.decomposition import PCA

    root = np.linalg.cholesky(np.array(facts["matrix"], dtype=float))
    size = len(root)
    unit = np.vstack([np.eye(size), -np.eye(size)]) * np.sqrt(size)
    ratios = PCA(svd_solver="full").fit(unit @ root.T).explained_variance_ratio_
    return ratios[: facts["kept"]].sum()
