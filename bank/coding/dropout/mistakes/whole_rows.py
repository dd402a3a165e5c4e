"""Drawing one number per row: an example is dropped as a whole or not at all. Draw a number for each entry."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        return X.copy(), np.ones_like(X)
    rng = np.random.default_rng(random_state)
    keep = np.broadcast_to(rng.random((len(X),) + (1,) * (X.ndim - 1)) >= rate, X.shape)
    mask = keep.astype(X.dtype) / (1 - rate)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
