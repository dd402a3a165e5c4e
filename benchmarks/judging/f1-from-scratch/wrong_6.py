import numpy as np


def f1_score(y_true, y_pred, average="binary", pos_label=1):
    """Confusion matrix by bincount; everything else read off it."""
    if average not in {None, "binary", "macro", "weighted", "micro"}:
        raise ValueError("average")
    y_true = np.asarray(y_true)
    y_pred = np.asarray(y_pred, dtype=y_true.dtype)
    n = len(y_true)
    if n != len(y_pred):
        raise ValueError("lengths differ")
    if n == 0:
        return np.zeros(0) if average is None else 0.0
    classes, codes = np.unique(np.concatenate([y_true, y_pred]), return_inverse=True)
    codes = codes.ravel()
    k = len(classes)
    confusion = np.bincount(codes[:n] * k + codes[n:], minlength=k * k).reshape(k, k)
    tp = confusion.diagonal()
    support, predicted = confusion.sum(axis=1), confusion.sum(axis=0)
    scores = 2 * tp / (support + predicted)  # every class occurs, so the denominator is positive
    if average is None:
        return scores
    if average == "binary":
        hits = [s for c, s in zip(classes.tolist(), scores) if c == pos_label]
        return float(hits[0]) if hits else 0.0
    if average == "macro":
        return float(scores.mean())
    if average == "weighted":
        return float(np.average(scores, weights=support))
    return float(tp.sum() / n)  # summed FP and FN are both n - TP
