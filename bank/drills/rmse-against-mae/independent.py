"""By scikit-learn."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import mean_absolute_error, root_mean_squared_error

    truth, predicted = facts["truth"], facts["predicted"]
    return [root_mean_squared_error(truth, predicted), mean_absolute_error(truth, predicted)]
