"""By scikit-learn."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import log_loss

    return log_loss(facts["labels"], facts["chances"], labels=[0, 1])
