"""Ten equally likely cases, listed, and NumPy's mean and population variance of them."""

import numpy as np


def answer(facts):
    cases = np.repeat(facts["values"], facts["weights"])
    assert len(cases) == 10
    return [np.mean(cases), np.var(cases, ddof=0)]
