"""Building the mask from booleans and a Python number: it is float64, and the product promotes float32 activations. Cast the mask to the dtype of X."""

import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be at least 0 and below 1, not {rate}")
    if not training:
        return X.copy(), np.ones_like(X)
    rng = np.random.default_rng(random_state)
    keep = rng.random(X.shape) >= rate
    mask = keep / (1 - rate)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
