import numpy as np


def _check(y_true):
    positives = int(np.count_nonzero(y_true))
    negatives = len(y_true) - positives
    if positives == 0 or negatives == 0:
        raise ValueError("need positives and negatives")
    return positives, negatives


def roc_curve(y_true, scores):
    """Points of the ROC curve, one walk over the rows from the highest score down."""
    y_true, scores = np.asarray(y_true), np.asarray(scores)
    positives, negatives = _check(y_true)
    order = np.argsort(scores, kind="stable")[::-1]
    labels = y_true[order].astype(bool).tolist()
    ordered = scores[order].tolist()
    fpr, tpr, thresholds = [0.0], [0.0], [np.inf]
    true_positives = false_positives = 0
    for position, (label, score) in enumerate(zip(labels, ordered), start=1):
        if label:
            true_positives += 1
        else:
            false_positives += 1
        if position == len(ordered) or ordered[position] != score:  # the last one of a tie
            fpr.append(false_positives / negatives)
            tpr.append(true_positives / positives)
            thresholds.append(float(score))
    return np.array(fpr), np.array(tpr), np.array(thresholds)


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    fpr, tpr = fpr.tolist(), tpr.tolist()
    area = 0.0
    for left, right, low, high in zip(fpr, fpr[1:], tpr, tpr[1:]):
        area += (right - left) * (low + high) / 2
    return area
