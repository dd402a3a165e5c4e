import math

import numpy as np


def _scalar_adam(lr, beta1, beta2, eps):
    """A coroutine for one number: send (theta, g), receive the new theta."""
    m = v = 0.0
    power1 = power2 = 1.0
    result = None
    while True:
        theta, g = yield result
        m = beta1 * m + (1.0 - beta1) * g
        v = beta2 * v + (1.0 - beta2) * g * g
        power1 *= beta1
        power2 *= beta2
        result = theta - lr * (m / (1.0 - power1)) / (math.sqrt(v / (1.0 - power2)) + eps)


class Adam:
    """One little coroutine per entry of every parameter, in plain Python floats."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self._settings = (lr, beta1, beta2, eps)
        self._entries = {}

    def _fresh(self, size):
        entries = []
        for _ in range(size):
            entry = _scalar_adam(*self._settings)
            next(entry)
            entries.append(entry)
        return entries

    def step(self, params, grads):
        out = dict.fromkeys(params)
        for name in params:
            value = params[name]
            gradient = grads.get(name)
            if gradient is None:
                out[name] = value.copy()
                continue
            entries = self._entries.setdefault(name, None)
            if entries is None:
                entries = self._entries[name] = self._fresh(value.size)
            thetas = value.ravel().tolist()
            slopes = np.asarray(gradient).ravel().tolist()
            moved = [entry.send(pair) for entry, pair in zip(entries, zip(thetas, slopes))]
            out[name] = np.array(moved, dtype=value.dtype).reshape(value.shape)
        return out
