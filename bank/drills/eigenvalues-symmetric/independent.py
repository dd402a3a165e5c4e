"""NumPy's solver for symmetric matrices."""

import numpy as np


def answer(facts):
    return np.linalg.eigvalsh(np.array(facts["matrix"], dtype=float))
