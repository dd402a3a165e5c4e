"""Zeroing entries without scaling the rest: the mean of the layer drops by the factor 1 - rate in training and jumps back at inference. Divide the kept entries by 1 - rate."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        return X.copy(), np.ones_like(X)
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) >= rate
    mask = keep.astype(X.dtype)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
