import numpy as np


class _Dropout:
    """Lookup table of the two mask values, indexed by Bernoulli draws from a counter-based generator."""

    def __init__(self, rate, dtype):
        if rate != rate or rate < 0 or rate >= 1:
            raise ValueError("rate must satisfy 0 <= rate < 1")
        self.rate = float(rate)
        self.table = np.array([1.0 / (1.0 - self.rate), 0.0]).astype(dtype)

    def mask(self, shape, seed):
        generator = np.random.Generator(np.random.Philox(np.random.SeedSequence(int(seed))))
        draws = generator.integers(0, 1 << 53, size=shape, dtype=np.uint64)
        dropped = draws < np.uint64(round(self.rate * (1 << 53)))
        return np.take(self.table, dropped.astype(np.intp))


def dropout(X, rate, training, random_state):
    layer = _Dropout(rate, X.dtype)
    if training:
        mask = layer.mask(X.shape, random_state)
    else:
        mask = np.full(X.shape, 1, dtype=X.dtype)
    return X * mask, mask


def dropout_backward(dout, mask):
    grad = dout.copy()
    grad *= mask
    return grad
