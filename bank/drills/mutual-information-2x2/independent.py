"""As the entropy of the columns less their entropy within each row, by SciPy."""

import numpy as np
from scipy.stats import entropy


def answer(facts):
    joint = np.array(facts["joint"])
    within = sum(row.sum() * entropy(row, base=2) for row in joint)
    return entropy(joint.sum(axis=0), base=2) - within
