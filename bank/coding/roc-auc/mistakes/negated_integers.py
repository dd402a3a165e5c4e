"""Sorting by the negated scores in their own dtype: unsigned integers wrap around when negated (-1 becomes 255), and the order is wrong. Sort upwards and reverse."""

import numpy as np


def roc_curve(y_true, scores):
    y, s = np.asarray(y_true).astype(int), np.asarray(scores)
    if len(set(y.tolist())) < 2:
        raise ValueError("one class only")
    order = np.argsort(-s, kind="stable")
    y, s = y[order], s[order]
    ends = np.append(s[1:] != s[:-1], True)
    tp, fp = np.cumsum(y)[ends], np.cumsum(1 - y)[ends]
    return np.r_[0.0, fp / fp[-1]], np.r_[0.0, tp / tp[-1]], np.r_[np.inf, s[ends]]


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
