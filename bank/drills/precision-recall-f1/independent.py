"""By scikit-learn on the labels, written out one by one."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import f1_score, precision_score, recall_score

    tp, fp, fn, tn = (facts[name] for name in ("tp", "fp", "fn", "tn"))
    truth = [1] * tp + [0] * fp + [1] * fn + [0] * tn
    predicted = [1] * tp + [1] * fp + [0] * fn + [0] * tn
    score = {"precision": precision_score, "recall": recall_score, "F1": f1_score}[facts["asked"]]
    return score(truth, predicted)
