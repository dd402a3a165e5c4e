import numpy as np


def _tally(y_true, scores):
    """Distinct scores in decreasing order, with the positives and negatives at each."""
    positive = np.asarray(y_true).astype(bool)
    if positive.all() or not positive.any():
        raise ValueError("both classes are needed")
    values, index = np.unique(np.asarray(scores), return_inverse=True)
    index = index.reshape(-1)
    hits = np.bincount(index[positive], minlength=len(values))
    misses = np.bincount(index[~positive], minlength=len(values))
    return values[::-1], hits[::-1], misses[::-1]


def roc_curve(y_true, scores):
    values, hits, misses = _tally(y_true, scores)
    tpr = np.concatenate([[0], np.cumsum(hits)]) / hits.sum()
    fpr = np.concatenate([[0], np.cumsum(misses)]) / misses.sum()
    thresholds = np.concatenate([[np.inf], values.astype(np.float64)])
    return fpr, tpr, thresholds


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1])) / 2)
