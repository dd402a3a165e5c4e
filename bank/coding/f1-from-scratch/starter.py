import numpy as np


def f1_score(y_true, y_pred, average="binary", pos_label=1):
    """F1 of one class, averaged over the classes, or of each class.

    y_true, y_pred: (rows,) labels, lists or arrays. average: "binary", "macro", "weighted", "micro" or None.
    Returns a number; for None an array (classes,).
    """
    return 0.0
