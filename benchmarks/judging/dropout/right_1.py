import numpy as np


def dropout(X, rate, training, random_state):
    if not (0 <= rate < 1):
        raise ValueError("rate must be in [0, 1)")
    if not training:
        return X.copy(), np.ones_like(X)
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) >= rate
    scale = 1.0 / (1.0 - float(rate))
    mask = np.where(keep, scale, 0.0).astype(X.dtype)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
