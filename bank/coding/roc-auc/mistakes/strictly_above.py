"""Predicting positive only above the threshold: a row whose score equals the threshold belongs to the predicted positives, so every point is one threshold too late."""

import numpy as np


def roc_curve(y_true, scores):
    y, s = np.asarray(y_true).astype(int), np.asarray(scores, dtype=float)
    if len(set(y.tolist())) < 2:
        raise ValueError("one class only")
    order = np.argsort(-s, kind="stable")
    y, s = y[order], s[order]
    ends = np.append(np.diff(s) != 0, True)
    thresholds = np.r_[np.inf, s[ends]]
    above = s[None, :] > thresholds[:, None]
    return (above & (y == 0)).sum(axis=1) / (y == 0).sum(), (above & (y == 1)).sum(axis=1) / (y == 1).sum(), thresholds


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
