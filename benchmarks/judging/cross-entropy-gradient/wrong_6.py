import numpy as np


def cross_entropy(logits, labels):
    z = np.array(logits, dtype=np.float64)
    if z.shape[0] == 0:
        return 0.0, np.zeros_like(z)
    labels = np.asarray(labels)
    valid = labels != -1
    lse = np.logaddexp.reduce(z, axis=1)
    nll = lse[valid] - z[valid, labels[valid]]
    loss = np.mean(nll)
    gradient = np.exp(z - lse[:, None])
    gradient[~valid] = 0
    gradient[valid, labels[valid]] -= 1
    if valid.any():
        gradient /= valid.sum()
    return float(loss), gradient
