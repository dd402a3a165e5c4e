import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    if training:
        rng = np.random.default_rng(random_state)
        mask = (rng.random(X.shape) >= rate) / (1 - rate)
    else:
        mask = np.ones(X.shape)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
