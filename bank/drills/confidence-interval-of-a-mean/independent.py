"""A sample with just this mean and deviation; the bounds are the means that SciPy's t test is just about to reject."""

import numpy as np
from scipy.optimize import brentq
from scipy.stats import ttest_1samp


def answer(facts):
    raw = np.arange(facts["n"], dtype=float)
    sample = facts["mean"] + facts["s"] * (raw - raw.mean()) / raw.std(ddof=1)

    def doubt(centre):
        return ttest_1samp(sample, centre).pvalue - (1 - facts["level"])

    far = 20 * facts["s"]
    return [
        brentq(doubt, facts["mean"] - far, facts["mean"]),
        brentq(doubt, facts["mean"], facts["mean"] + far),
    ]
