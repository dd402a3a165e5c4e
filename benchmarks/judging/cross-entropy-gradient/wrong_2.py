import numpy as np


def cross_entropy(logits, labels):
    z = np.array(logits, dtype=np.float64)
    gradient = np.zeros_like(z)
    valid = np.asarray(labels) != -1
    m = int(valid.sum())
    if m == 0:
        return 0.0, gradient
    zv = z[valid]
    yv = np.asarray(labels)[valid]
    e = np.exp(zv - zv.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(m), yv] + 1e-300))
    p[np.arange(m), yv] -= 1
    gradient[valid] = p / m
    return float(loss), gradient
