"""Drawing from the global generator: the result cannot be reproduced from random_state. Make a generator from it."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        return X.copy(), np.ones_like(X)
    keep = np.random.random(X.shape) >= rate
    mask = keep.astype(X.dtype) / (1 - rate)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
