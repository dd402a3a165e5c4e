import numpy as np


def dropout(X, rate, training, random_state):
    if not 0 <= rate < 1:
        raise ValueError("rate must be in [0, 1)")
    mask = np.ones_like(X)
    if training:
        rng = np.random.default_rng(random_state)
        flat = np.full(X.size, 1 / (1 - rate), dtype=X.dtype)
        n_drop = int(round(rate * X.size))
        flat[rng.permutation(X.size)[:n_drop]] = 0
        mask = flat.reshape(X.shape)
    return X * mask, mask


def dropout_backward(dout, mask):
    return dout * mask
