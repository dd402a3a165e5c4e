import numpy as np


def roc_curve(y_true, scores):
    y = np.asarray(y_true).astype(np.int64)
    scores = np.asarray(scores)
    positives = y.sum()
    negatives = len(y) - positives
    if positives == 0 or negatives == 0:
        raise ValueError("need at least one positive and one negative")
    order = np.argsort(scores, kind="stable")[::-1]
    y, ordered = y[order], scores[order]
    ends = np.append(np.flatnonzero(~np.isclose(ordered[1:], ordered[:-1])), len(y) - 1)
    tps = np.cumsum(y)[ends]
    fps = ends + 1 - tps
    fpr = np.append(0.0, fps / negatives)
    tpr = np.append(0.0, tps / positives)
    thresholds = np.append(np.inf, ordered[ends])
    return fpr, tpr, thresholds


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.trapezoid(tpr, fpr))
