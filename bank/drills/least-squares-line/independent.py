"""By a linear least-squares solver on the design matrix."""

import numpy as np


def answer(facts):
    """The answer, another way."""
    x, y = (np.array(facts[name], dtype=float) for name in ("x", "y"))
    return np.linalg.lstsq(np.column_stack([x, np.ones_like(x)]), y, rcond=None)[0]
