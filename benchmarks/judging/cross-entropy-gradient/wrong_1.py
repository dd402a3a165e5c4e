import numpy as np


def cross_entropy(logits, labels):
    z = np.array(logits, dtype=np.float64)
    rows = len(z)
    mask = np.asarray(labels) != -1
    if not mask.any():
        return 0.0, np.zeros_like(z)
    z -= z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    idx = np.where(mask, labels, 0)
    picked = log_p[np.arange(rows), idx]
    loss = -(picked * mask).sum() / rows
    grad = np.exp(log_p)
    grad[np.arange(rows), idx] -= 1
    grad = grad * mask[:, None] / rows
    return float(loss), grad
