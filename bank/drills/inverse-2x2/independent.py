"""The columns of the inverse solve A x = e1 and A x = e2; by LU factors."""

import numpy as np


def answer(facts):
    matrix = np.array(facts["matrix"], dtype=float)
    return np.column_stack([np.linalg.solve(matrix, unit) for unit in np.eye(2)])
