# expect: forbidden
# forbids: numpy.linalg.lstsq
"""The C function underneath."""
import sys

import numpy as np


def double(x):
    kernel = sys.modules["numpy.linalg._umath_linalg"].lstsq
    return kernel(np.eye(len(x)) / 2, x[:, None], 1e-12, signature="ddd->ddid")[0][:, 0]
