import numpy as np


def cross_entropy(logits, labels):
    z = np.asarray(logits, dtype=np.float64)
    labels = np.asarray(labels)
    mask = labels != -1
    m = np.count_nonzero(mask)
    if m == 0:
        return 0.0, np.zeros_like(z)
    z -= z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    rows = np.flatnonzero(mask)
    loss = -log_p[rows, labels[rows]].sum() / m
    gradient = np.exp(log_p)
    gradient[~mask] = 0.0
    gradient[rows, labels[rows]] -= 1.0
    return float(loss), gradient / m
