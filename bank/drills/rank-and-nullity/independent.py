"""By singular values: NumPy's rank, and the number of directions that SciPy finds in the null space."""

import numpy as np
from scipy.linalg import null_space


def answer(facts):
    matrix = np.array(facts["matrix"], dtype=float)
    return [np.linalg.matrix_rank(matrix), null_space(matrix).shape[1]]
