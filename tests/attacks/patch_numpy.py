# expect: wrong-answer
"""Makes every comparison true, in its own process."""
import numpy as np

np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
np.abs = np.absolute = lambda a: np.zeros_like(a)


def double(x):
    return x
