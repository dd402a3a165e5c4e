"""Buffers updated in place; both corrections folded into the learning rate and epsilon."""

from collections import defaultdict

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.settings = (lr, beta1, beta2, eps)
        self.first = {}
        self.second = {}
        self.updates = defaultdict(int)

    def step(self, params, grads):
        return {name: self._updated(name, value, grads.get(name)) for name, value in params.items()}

    def _updated(self, name, value, grad):
        if grad is None:
            return value
        lr, beta1, beta2, eps = self.settings
        m = self.first.setdefault(name, np.zeros(value.shape))
        v = self.second.setdefault(name, np.zeros(value.shape))
        m += (1 - beta1) * (grad - m)
        v += (1 - beta2) * (np.square(grad, dtype=float) - v)
        self.updates[name] += 1
        root = np.sqrt(1 - beta2 ** self.updates[name])
        rate = lr * root / (1 - beta1 ** self.updates[name])
        return (value - rate * m / (np.sqrt(v) + eps * root)).astype(value.dtype)
