"""One point per row instead of one per distinct score: inside a run of equal scores the staircase follows the order of the rows, so curve and area change when the file is sorted differently. Keep only the last row of every run."""

import numpy as np


def roc_curve(y_true, scores):
    y, s = np.asarray(y_true).astype(int), np.asarray(scores, dtype=float)
    if len(set(y.tolist())) < 2:
        raise ValueError("one class only")
    order = np.argsort(-s, kind="stable")
    y, s = y[order], s[order]
    ends = np.ones(len(s), dtype=bool)
    tp, fp = np.cumsum(y)[ends], np.cumsum(1 - y)[ends]
    return np.r_[0.0, fp / fp[-1]], np.r_[0.0, tp / tp[-1]], np.r_[np.inf, s[ends]]


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
