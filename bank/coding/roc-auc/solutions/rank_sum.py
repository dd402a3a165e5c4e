"""Group by distinct score with np.unique; the area through mid-ranks (Mann-Whitney U), without the curve."""

import numpy as np


def _counts(y_true, scores):
    labels = np.asarray(y_true).astype(float)
    distinct, group = np.unique(np.asarray(scores), return_inverse=True)
    positives = np.bincount(group, weights=labels, minlength=len(distinct))  # per distinct score, ascending
    rows = np.bincount(group, minlength=len(distinct))
    negatives = rows - positives
    if positives.sum() == 0 or negatives.sum() == 0:
        raise ValueError("both classes must be present")
    return distinct, positives, negatives


def roc_curve(y_true, scores):
    distinct, positives, negatives = _counts(y_true, scores)
    tpr = np.r_[0.0, np.cumsum(positives[::-1]) / positives.sum()]
    fpr = np.r_[0.0, np.cumsum(negatives[::-1]) / negatives.sum()]
    return fpr, tpr, np.r_[np.inf, distinct[::-1].astype(float)]


def roc_auc(y_true, scores):
    _, positives, negatives = _counts(y_true, scores)
    rows = positives + negatives
    middle_ranks = np.cumsum(rows) - (rows - 1) / 2
    n_pos, n_neg = positives.sum(), negatives.sum()
    u = (positives * middle_ranks).sum() - n_pos * (n_pos + 1) / 2
    return float(u / (n_pos * n_neg))
