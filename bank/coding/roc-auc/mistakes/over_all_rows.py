"""Dividing the counts by all rows: fpr is a share of the negatives and tpr a share of the positives, and the curve must end at (1, 1)."""

import numpy as np


def roc_curve(y_true, scores):
    y, s = np.asarray(y_true).astype(int), np.asarray(scores, dtype=float)
    if len(set(y.tolist())) < 2:
        raise ValueError("one class only")
    order = np.argsort(-s, kind="stable")
    y, s = y[order], s[order]
    ends = np.append(np.diff(s) != 0, True)
    tp, fp = np.cumsum(y)[ends], np.cumsum(1 - y)[ends]
    return np.r_[0.0, fp / len(y)], np.r_[0.0, tp / len(y)], np.r_[np.inf, s[ends]]


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
