import numpy as np


def dropout(X, rate, training, random_state):
    if not training:
        return X.copy(), np.ones_like(X)
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be in [0, 1)")
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) >= rate
    mask = keep.astype(X.dtype) * X.dtype.type(1 / (1 - rate))
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
