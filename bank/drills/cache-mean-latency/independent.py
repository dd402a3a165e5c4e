"""By a thousand requests one after the other, or by a root search on their mean."""


def _mean(misses, fast, slow, requests=1000):
    times = [fast] * requests
    whole = int(misses)
    for place in range(whole):
        times[place] += slow
    if whole < requests:
        times[whole] += slow * (misses - whole)
    return sum(times) / requests


def answer(facts):
    """The answer, another way."""
    from scipy.optimize import brentq

    fast, slow = facts["fast"], facts["slow"]
    if facts["asked"] == "mean":
        return _mean(round(1000 - 1000 * facts["hit"]), fast, slow)
    return 1 - brentq(lambda misses: _mean(misses, fast, slow) - facts["target"], 0, 1000) / 1000
