# expect: wrong-answer|error
"""Changes NumPy on disk, for whoever imports it next."""
import os

import numpy as np


def double(x):
    for name in (np.__file__, os.__file__, np.linalg.__file__):
        for mode in ("a", "w", "r+"):
            try:
                open(name, mode).close()
                return 2 * x
            except OSError:
                pass
        try:
            os.chmod(name, 0o666)
            return 2 * x
        except OSError:
            pass
    return None
