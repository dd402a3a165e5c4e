# expect: judge-error|memory-limit
"""An answer just below the child's limit and above the judge's."""
import numpy as np


def double(x):
    return np.zeros(12 << 20)
