"""As the geometric mean of the inverse probabilities, by SciPy."""


def answer(facts):
    """The geometric mean of one over each probability."""
    from scipy.stats import gmean

    return float(gmean([1 / p for p in facts["probabilities"]]))
