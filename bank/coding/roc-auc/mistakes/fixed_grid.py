"""Evaluating 101 thresholds from 1 down to 0: scores need not be probabilities, and scores between two grid points fall together. The distinct scores are the thresholds."""

import numpy as np


def roc_curve(y_true, scores):
    y, s = np.asarray(y_true).astype(int), np.asarray(scores, dtype=float)
    if len(set(y.tolist())) < 2:
        raise ValueError("one class only")
    thresholds = np.r_[np.inf, np.linspace(1, 0, 101)]
    chosen = s[None, :] >= thresholds[:, None]
    return (chosen & (y == 0)).sum(axis=1) / (y == 0).sum(), (chosen & (y == 1)).sum(axis=1) / (y == 1).sum(), thresholds


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
