"""By scikit-learn."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import brier_score_loss

    return brier_score_loss(facts["labels"], facts["chances"], pos_label=1)
