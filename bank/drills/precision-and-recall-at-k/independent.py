"""By scikit-learn over the whole catalogue: the first k are the predicted positives."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import precision_score, recall_score

    truth = [item in facts["relevant"] for item in facts["catalogue"]]
    predicted = [item in facts["shown"][: facts["k"]] for item in facts["catalogue"]]
    return [precision_score(truth, predicted), recall_score(truth, predicted)]
