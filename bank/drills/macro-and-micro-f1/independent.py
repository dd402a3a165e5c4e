"""By scikit-learn on the labels, written out one by one."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import f1_score

    truth, predicted = [], []
    for actual, row in enumerate(facts["table"]):
        for guess, count in enumerate(row):
            truth += [actual] * count
            predicted += [guess] * count
    return [f1_score(truth, predicted, average="macro"), f1_score(truth, predicted, average="micro")]
