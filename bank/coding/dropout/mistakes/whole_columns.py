"""Drawing one row of the mask and broadcasting it: the same features are dropped for every example of the batch. Draw a number for each entry."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        return X.copy(), np.ones_like(X)
    rng = np.random.default_rng(random_state)
    keep = np.broadcast_to(rng.random(X.shape[1:]) >= rate, X.shape) if X.ndim > 1 else rng.random(X.shape) >= rate
    mask = keep.astype(X.dtype) / (1 - rate)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
