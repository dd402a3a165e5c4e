import numpy as np


def cross_entropy(logits, labels):
    z = np.array(logits, dtype=np.float64)
    labels = np.asarray(labels)
    gradient = np.zeros_like(z)
    keep = np.flatnonzero(labels != -1)
    m = keep.size
    if m == 0:
        return 0.0, gradient

    zk, yk = z[keep], labels[keep]
    zk -= zk.max(axis=1, keepdims=True)
    log_p = zk - np.log(np.exp(zk).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(m), yk].mean()
    p = np.exp(log_p)
    p[np.arange(m), yk] -= 1.0
    gradient[keep] = p / m
    return loss, gradient
