"""The least n at which the shift of the test statistic covers both quantiles, found by bisection on the power."""

from math import sqrt

from scipy.stats import norm


def answer(facts):
    p1, p2 = facts["rates"]

    def power(n):
        error = sqrt(p1 * (1 - p1) / n + p2 * (1 - p2) / n)
        return norm.sf(facts["z_alpha"], loc=(p2 - p1) / error)

    wanted = norm.cdf(facts["z_power"])
    low, high = 1, 10_000_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if power(middle) >= wanted else (middle, high)
    return high
