"""Plain Python: one pass over the rows, TP, FP and FN in dictionaries."""

from collections import Counter

import numpy as np


def ratio(tp, fp, fn):
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn > 0 else 0.0


def f1_score(y_true, y_pred, average="binary", pos_label=1):
    truth, guess = np.asarray(y_true).tolist(), np.asarray(y_pred).tolist()
    if len(truth) != len(guess):
        raise ValueError("lengths differ")
    tp, fp, fn = Counter(), Counter(), Counter()
    for t, g in zip(truth, guess):
        if t == g:
            tp[t] += 1
        else:
            fp[g] += 1
            fn[t] += 1
    classes = sorted(set(truth) | set(guess))
    scores = {c: ratio(tp[c], fp[c], fn[c]) for c in classes}
    if average == "binary":
        return scores.get(pos_label, 0.0)
    if average == "micro":
        return ratio(sum(tp.values()), sum(fp.values()), sum(fn.values()))
    if average is None:
        return np.array([scores[c] for c in classes])
    if average == "macro":
        return sum(scores.values()) / max(len(classes), 1)
    if average == "weighted":
        return sum(scores[t] for t in truth) / max(len(truth), 1)
    raise ValueError(average)
