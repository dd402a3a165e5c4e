"""By waiting times: the k-th arrival comes after a gamma distributed time."""

from scipy.stats import gamma


def answer(facts):
    hours = facts["window"] / 60

    def is_there_by_then(k):
        return 1.0 if k == 0 else float(gamma.cdf(hours, a=k, scale=1 / facts["rate"]))

    at_least = is_there_by_then(facts["k"])
    return at_least - is_there_by_then(facts["k"] + 1) if facts["is_exact"] else at_least
