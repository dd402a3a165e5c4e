import numpy as np


def _split(y_true, scores):
    """Sorted scores of the positives and of the negatives."""
    y_true, scores = np.asarray(y_true), np.asarray(scores)
    positive, negative = np.sort(scores[y_true == 1]), np.sort(scores[y_true == 0])
    for part in (positive, negative):
        if part.size == 0:
            raise ValueError("a class is missing")
    return positive, negative


def _share_at_least(sorted_scores, thresholds):
    below = np.searchsorted(sorted_scores, thresholds, side="left")
    return (len(sorted_scores) - below) / len(sorted_scores)


def roc_curve(y_true, scores):
    """Counts the scores at or above each threshold by binary search."""
    positive, negative = _split(y_true, scores)
    distinct = np.flip(np.unique(np.concatenate([positive, negative])))
    fpr = np.insert(_share_at_least(negative, distinct), 0, 0.0)
    tpr = np.insert(_share_at_least(positive, distinct), 0, 0.0)
    thresholds = np.empty(len(distinct) + 1)
    thresholds[0], thresholds[1:] = np.inf, distinct
    return fpr, tpr, thresholds


def roc_auc(y_true, scores):
    """Pairs won plus half of the pairs drawn (Mann-Whitney)."""
    positive, negative = _split(y_true, scores)
    below = np.searchsorted(negative, positive, side="left").sum(dtype=np.int64)
    below_or_equal = np.searchsorted(negative, positive, side="right").sum(dtype=np.int64)
    return (int(below) + int(below_or_equal)) / 2 / (len(positive) * len(negative))
