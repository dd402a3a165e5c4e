"""Bernoulli draws from the legacy generator; the scaled values are picked with where."""

import numpy as np


def dropout(X, rate, training, random_state):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must lie in [0, 1)")
    kept_share = 1.0 - rate if training else 1.0
    draws = np.random.RandomState(random_state).binomial(1, kept_share, size=X.shape)
    mask = np.where(draws == 1, 1.0 / kept_share, 0.0).astype(X.dtype)
    return np.where(mask > 0, X * mask, np.zeros_like(X)), mask


def dropout_backward(dout, mask):
    gradient = np.array(dout)
    gradient[mask == 0] = 0.0
    gradient *= mask
    return gradient
