# expect: judge-error
"""Many million texts of no length, which take no bytes."""
import sys

import numpy as np


def double(x):
    step = sys._getframe()
    while "codec" not in step.f_globals:
        step = step.f_back
    machinery = step.f_globals["codec"].Encoder.node.__globals__

    def write(encoder, value, depth):
        return machinery["Branch"](machinery["ARRAY"], ["|S0", "C", encoder.attach(b""), 1 << 30])

    machinery["_WRITERS"][np.ndarray] = write
    return x
