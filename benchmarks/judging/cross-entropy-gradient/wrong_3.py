import numpy as np


def cross_entropy(logits, labels):
    z = np.array(logits, dtype=np.float64)
    labels = np.asarray(labels)
    rows = z.shape[0]
    mask = labels != -1
    m = mask.sum()
    if m == 0:
        return 0.0, np.zeros_like(z)
    z -= z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -log_p[mask, labels[mask]].sum() / m
    gradient = np.exp(log_p)
    gradient[np.arange(rows), labels] -= 1.0
    gradient /= m
    return float(loss), gradient
