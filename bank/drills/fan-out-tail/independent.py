"""By the binomial probabilities of one, two and more slow leaves, added up."""


def answer(facts):
    """The answer, another way."""
    from scipy.stats import binom

    copies = facts["copies"]
    leaf = binom.pmf(copies, copies, facts["chance"])
    return 100 * sum(binom.pmf(slow, facts["leaves"], leaf) for slow in range(1, facts["leaves"] + 1))
