# expect: forbidden
# forbids: numpy.linalg.lstsq
"""Under another name, taken at import."""
from numpy.linalg import lstsq as innocent


def double(x):
    import numpy as np

    return innocent(np.eye(len(x)) / 2, x, rcond=None)[0]
