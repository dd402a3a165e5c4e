# expect: error|forbidden
# forbids: numpy.linalg.lstsq
"""The compiled module once more, under another name."""
import _imp
import importlib.machinery
import sys

import numpy as np


def double(x):
    path = sys.modules["numpy.linalg._umath_linalg"].__file__
    loader = importlib.machinery.ExtensionFileLoader("mine._umath_linalg", path)
    module = _imp.create_dynamic(importlib.machinery.ModuleSpec("mine._umath_linalg", loader, origin=path))
    _imp.exec_dynamic(module)
    return module.lstsq(np.eye(len(x)) / 2, x[:, None], 1e-12, signature="ddd->ddid")[0][:, 0]
