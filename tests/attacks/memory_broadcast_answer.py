# expect: memory-limit|error
"""An answer that is small here and a terabyte once it is written out."""
import numpy as np


def double(x):
    return np.broadcast_to(np.float64(1), (1 << 20, 1 << 17))
