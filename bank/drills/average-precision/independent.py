"""By scikit-learn, with scores that fall along the list."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import average_precision_score

    flags = facts["flags"]
    return average_precision_score(flags, [len(flags) - place for place in range(len(flags))])
