"""Plain Python sweep over the sorted rows, one step per group of equal scores."""

from itertools import groupby


def roc_curve(y_true, scores):
    rows = sorted(zip(map(float, scores), map(int, y_true)), key=lambda row: row[0], reverse=True)
    n_pos = sum(label for _, label in rows)
    n_neg = len(rows) - n_pos
    if not n_pos or not n_neg:
        raise ValueError("one class only")
    fpr, tpr, thresholds = [0.0], [0.0], [float("inf")]
    tp = fp = 0
    for score, tied in groupby(rows, key=lambda row: row[0]):
        for _, label in tied:
            tp += label
            fp += 1 - label
        fpr.append(fp / n_neg)
        tpr.append(tp / n_pos)
        thresholds.append(score)
    return fpr, tpr, thresholds


def roc_auc(y_true, scores):
    fpr, tpr, _ = roc_curve(y_true, scores)
    return sum((fpr[k] - fpr[k - 1]) * (tpr[k] + tpr[k - 1]) / 2 for k in range(1, len(fpr)))
