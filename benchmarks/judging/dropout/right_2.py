import numpy as np


def dropout(X, rate, training, random_state):
    rate = float(rate)
    if not 0.0 <= rate < 1.0:
        raise ValueError(f"rate {rate} is not in [0, 1)")
    mask = np.ones(X.shape, dtype=X.dtype)
    if training and rate > 0:
        legacy = np.random.RandomState(random_state)
        mask *= np.array(1.0 / (1.0 - rate), dtype=X.dtype)
        drop = legacy.binomial(1, rate, size=X.size).astype(bool)
        mask.reshape(-1)[drop] = 0
    return np.multiply(X, mask), mask


def dropout_backward(dout, mask):
    return np.multiply(dout, mask)
