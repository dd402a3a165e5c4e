"""Pairing the rows with zip although the lengths differ: the surplus rows vanish silently. Inputs that do not match are an error of the caller; raise ValueError."""

import numpy as np


def f1_score(y_true, y_pred, average="binary", pos_label=1):
    if average not in ("binary", "macro", "weighted", "micro", None):
        raise ValueError(f"unknown average: {average!r}")
    if len(y_true) != len(y_pred):
        shorter = min(len(y_true), len(y_pred))
        y_true, y_pred = y_true[:shorter], y_pred[:shorter]
    if len(y_true) == 0:
        return np.zeros(0) if average is None else 0.0
    rows = len(y_true)
    classes, codes = np.unique(np.concatenate([y_true, y_pred]), return_inverse=True)
    true, predicted = codes[:rows], codes[rows:]
    hits = np.bincount(true[true == predicted], minlength=len(classes))
    support = np.bincount(true, minlength=len(classes))
    totals = support + np.bincount(predicted, minlength=len(classes))  # 2 TP + FP + FN, never 0 here
    if average == "micro":
        return float(2 * hits.sum() / totals.sum())
    scores = 2 * hits / totals
    if average == "macro":
        return float(scores.mean())
    if average == "weighted":
        return float(scores @ support / rows)
    if average is None:
        return scores
    found = scores[classes == pos_label]
    return float(found[0]) if len(found) else 0.0
