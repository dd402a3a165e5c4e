"""By scikit-learn."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import r2_score

    return r2_score(facts["truth"], facts["predicted"])
