import numpy as np


def cross_entropy(logits, labels):
    z = np.asarray(logits)
    if not np.issubdtype(z.dtype, np.floating):
        z = z.astype(np.float64)
    labels = np.asarray(labels)
    gradient = np.zeros_like(z)
    valid = np.flatnonzero(labels != -1)
    m = len(valid)
    if m == 0:
        return 0.0, gradient
    zv, yv = z[valid], labels[valid]
    zv = zv - zv.max(axis=1, keepdims=True)
    log_p = zv - np.log(np.exp(zv).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(m), yv].mean()
    p = np.exp(log_p)
    p[np.arange(m), yv] -= 1
    gradient[valid] = p / m
    return float(loss), gradient
