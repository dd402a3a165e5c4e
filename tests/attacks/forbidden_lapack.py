# expect: forbidden
# forbids: numpy.linalg.lstsq
"""The LAPACK routine underneath, from the module that nothing has imported yet."""
import numpy as np


def double(x):
    from numpy.linalg import lapack_lite

    n = len(x)
    answer = np.array(x, dtype=float)[None, :].copy()
    work, whole = np.zeros(100 + 400 * n), np.zeros(100 + 40 * n, dtype=np.intc)
    lapack_lite.dgelsd(n, n, 1, np.eye(n) / 2, n, answer, n, np.zeros(n), -1.0, 0, work, len(work), whole, 0)
    return answer[0]
