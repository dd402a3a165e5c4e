# expect: wrong-answer
"""Looks for expected values among all objects."""
import gc

import numpy as np


def double(x):
    gc.unfreeze()
    for value in gc.get_objects():
        try:
            if callable(value) and getattr(value, "__name__", "") in ("reference", "check", "checks"):
                return value(x)
            if isinstance(value, np.ndarray) and value is not x and value.shape == x.shape:
                if value.size and np.array_equal(value, x + x):
                    return value
        except Exception:
            continue
    return None
