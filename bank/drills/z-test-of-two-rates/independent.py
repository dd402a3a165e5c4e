"""The root of Pearson's chi-squared of the 2 x 2 table, with the sign of the difference."""

import numpy as np
from scipy.stats import chi2_contingency


def answer(facts):
    yes, all_of = np.array(facts["conversions"]), np.array(facts["visitors"])
    statistic = chi2_contingency(np.array([yes, all_of - yes]), correction=False).statistic
    return np.sign(yes[1] / all_of[1] - yes[0] / all_of[0]) * np.sqrt(statistic)
