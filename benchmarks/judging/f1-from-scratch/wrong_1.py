import numpy as np


def f1_score(y_true, y_pred, average="binary", pos_label=1):
    if average is not None and average not in ("binary", "macro", "weighted", "micro"):
        raise ValueError(f"unknown average: {average!r}")
    truth = [str(v) if isinstance(v, str) else int(v) for v in y_true]
    guess = [str(v) if isinstance(v, str) else int(v) for v in y_pred]
    if len(truth) != len(guess):
        raise ValueError("y_true and y_pred differ in length")
    classes = sorted(set(truth) | set(guess))
    tp, fp, fn = ({c: 0 for c in classes} for _ in range(3))
    for t, g in zip(truth, guess):
        if t == g:
            tp[t] += 1
        else:
            fp[g] += 1
            fn[t] += 1

    def f1(a, b, c):
        below = a + b + c
        return a / below if below else 0.0

    if average == "binary":
        if pos_label not in tp:
            return 0.0
        return f1(tp[pos_label], fp[pos_label], fn[pos_label])
    if average == "micro":
        return f1(sum(tp.values()), sum(fp.values()), sum(fn.values()))
    each = [f1(tp[c], fp[c], fn[c]) for c in classes]
    if average is None:
        return np.array(each, dtype=float)
    if not classes:
        return 0.0
    if average == "macro":
        return sum(each) / len(each)
    return sum(v * (tp[c] + fn[c]) for v, c in zip(each, classes)) / len(truth)
