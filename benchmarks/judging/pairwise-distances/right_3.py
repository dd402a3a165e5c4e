import numpy as np


def _by_matrix_product(A, B):
    """Squared distances around the common centre, and which of them rounding may have spoilt."""
    centre = np.concatenate([A, B]).mean(axis=0)
    A, B = A - centre, B - centre
    norms = np.einsum("ij,ij->i", A, A)[:, None] + np.einsum("ij,ij->i", B, B)
    squared = norms - 2.0 * (A @ B.T)
    return squared, ~(squared > 1e-4 * norms)


def pairwise_distances(A, B):
    """Matrix product; near pairs, where it cancels, are done again by differences."""
    A, B = np.asarray(A, dtype=np.float64), np.asarray(B, dtype=np.float64)
    if 0 in (len(A), len(B)):
        return np.zeros((len(A), len(B)))
    with np.errstate(all="ignore"):
        squared, doubtful = _by_matrix_product(A, B)
    rows, columns = np.nonzero(doubtful)
    for start in range(0, len(rows), 65536):
        i, j = rows[start : start + 65536], columns[start : start + 65536]
        squared[i, j] = np.square(A[i] - B[j]).sum(axis=1)
    return np.sqrt(squared)
