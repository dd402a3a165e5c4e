"""Through the confusion matrix: precision and recall of each class from its row and column sums."""

import numpy as np


def safe_divide(top, bottom):
    return np.divide(top, bottom, out=np.zeros(np.shape(bottom)), where=np.asarray(bottom) > 0)


def f1_score(y_true, y_pred, average="binary", pos_label=1):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    if average not in {"binary", "macro", "weighted", "micro", None}:
        raise ValueError("average")
    labels = np.union1d(y_true, y_pred)
    matrix = np.zeros((len(labels), len(labels)))
    np.add.at(matrix, (np.searchsorted(labels, y_true), np.searchsorted(labels, y_pred)), 1)
    precision = safe_divide(np.diag(matrix), matrix.sum(axis=0))
    recall = safe_divide(np.diag(matrix), matrix.sum(axis=1))
    scores = safe_divide(2 * precision * recall, precision + recall)
    if average is None:
        return scores
    if average == "binary":
        weights = (labels == pos_label).astype(float)
    elif average == "macro":
        weights = np.full(len(labels), 1 / max(len(labels), 1))
    elif average == "weighted":
        weights = matrix.sum(axis=1) / max(len(y_true), 1)
    else:
        return np.trace(matrix) / max(len(y_true), 1)
    return np.sum(weights * scores)
