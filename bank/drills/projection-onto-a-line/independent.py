"""By least squares: the point of the line nearest to u."""

import numpy as np


def answer(facts):
    v = np.array(facts["v"], dtype=float)
    times = np.linalg.lstsq(v[:, None], np.array(facts["u"], dtype=float), rcond=None)[0]
    return times[0] * v
