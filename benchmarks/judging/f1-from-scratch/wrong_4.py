import numpy as np


def f1_score(y_true, y_pred, average="binary", pos_label=1):
    y_true = np.asarray(y_true)
    y_pred = np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("y_true and y_pred must have the same length")
    if len(y_true) == 0:
        return np.array([]) if average is None else 0.0

    def counts(c):
        tp = int(np.sum((y_true == c) & (y_pred == c)))
        fp = int(np.sum((y_true != c) & (y_pred == c)))
        fn = int(np.sum((y_true == c) & (y_pred != c)))
        return tp, fp, fn

    def f1(tp, fp, fn):
        d = 2 * tp + fp + fn
        return 2 * tp / d if d > 0 else 0.0

    if average == "binary":
        return f1(*counts(pos_label))
    classes = sorted(set(y_true.tolist()) | set(y_pred.tolist()))
    table = [counts(c) for c in classes]
    scores = np.array([f1(*row) for row in table])
    if average is None:
        return scores
    if average == "macro":
        return float(scores.mean())
    if average == "micro":
        return f1(*np.sum(table, axis=0))
    if average == "weighted":
        support = np.array([tp + fn for tp, _, fn in table])
        return float((scores * support).sum() / support.sum())
    raise ValueError(f"unknown average {average!r}")
