"""As the sum of the two Kullback-Leibler divergences, by SciPy."""


def answer(facts):
    """The answer, another way."""
    from scipy.stats import entropy

    before, after = facts["before"], facts["after"]
    return entropy(before, after) + entropy(after, before)
