# expect: forbidden
# forbids: numpy.linalg.lstsq
"""By importlib, from the module below the public one, freshly reloaded."""
import importlib

import numpy as np


def double(x):
    module = importlib.reload(importlib.import_module("numpy.linalg._linalg"))
    return getattr(module, "lst" + "sq")(np.eye(len(x)) / 2, x, rcond=None)[0]
