# expect: error|memory-limit
"""Raises its own limit first."""
import resource

import numpy as np


def double(x):
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    np.ones(1 << 30)
    return 2 * x
