"""Sort once, count with cumulative sums, keep the last row of every run of equal scores, then the trapezoid rule."""

import numpy as np


def _sorted_downwards(y_true, scores):
    is_positive = np.asarray(y_true) == 1
    scores = np.asarray(scores)
    positives = int(is_positive.sum())
    if positives == 0 or positives == len(is_positive):
        raise ValueError("ROC needs at least one positive and one negative label")
    order = np.argsort(scores, kind="stable")[::-1]
    return is_positive[order], scores[order]


def roc_curve(y_true, scores):
    is_positive, scores = _sorted_downwards(y_true, scores)
    ends = np.append(scores[1:] != scores[:-1], True)  # last row of each run of equal scores
    true_positives = np.cumsum(is_positive)[ends]
    false_positives = np.cumsum(~is_positive)[ends]
    fpr = np.concatenate([[0.0], false_positives / false_positives[-1]])
    tpr = np.concatenate([[0.0], true_positives / true_positives[-1]])
    return fpr, tpr, np.concatenate([[np.inf], scores[ends]])


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
