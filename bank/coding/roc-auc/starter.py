import numpy as np


def roc_curve(y_true, scores):
    """Points of the ROC curve. y_true: (n,) of 0 and 1. scores: (n,). Returns fpr, tpr, thresholds, each (distinct scores + 1,)."""
    return np.zeros(1), np.zeros(1), np.array([np.inf])


def roc_auc(y_true, scores):
    """Area under the ROC curve, a float in [0, 1]."""
    return 0.5
