"""By scikit-learn's log loss of SciPy's softmax."""


def answer(facts):
    """The log loss of one row."""
    from scipy.special import softmax
    from sklearn.metrics import log_loss

    row = softmax([facts["logits"]], axis=1)
    return log_loss([facts["label"]], row, labels=list(range(len(facts["logits"]))))
