# expect: forbidden|wrong-answer
# forbids: numpy.linalg.lstsq
"""By a walk through everything that the interpreter holds."""
import gc
import types

import numpy as np


def double(x):
    gc.unfreeze()
    for value in gc.get_objects():
        if isinstance(value, types.FunctionType) and value.__name__ == "lstsq" and "numpy" in value.__module__:
            try:
                return value(np.eye(len(x)) / 2, x, rcond=None)[0]
            except TypeError:
                continue
    return None
