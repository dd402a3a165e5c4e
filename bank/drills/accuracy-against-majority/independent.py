"""By scikit-learn's dummy classifier on the labels, written out one by one."""


def answer(facts):
    """The answer, another way."""
    from sklearn.dummy import DummyClassifier
    from sklearn.metrics import accuracy_score

    tp, fp, fn, tn = (facts[name] for name in ("tp", "fp", "fn", "tn"))
    truth = [1] * tp + [0] * fp + [1] * fn + [0] * tn
    predicted = [1] * tp + [1] * fp + [0] * fn + [0] * tn
    rows = [[0]] * len(truth)
    dummy = DummyClassifier(strategy="most_frequent").fit(rows, truth)
    return 100 * (accuracy_score(truth, predicted) - dummy.score(rows, truth))
