"""Averaging the gradients with beta2 and their squares with beta1: the direction becomes sluggish and the scale nervous. beta1 belongs to m and beta2 to v."""

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta2
        self.beta2 = beta1
        self.eps = eps
        self.state = {}

    def step(self, params, grads):
        updated = {}
        for name, value in params.items():
            if name not in grads:
                updated[name] = value.copy()
                continue
            grad = grads[name]
            m, v, t = self.state.get(name, (0.0, 0.0, 0))
            t = t + 1
            m = self.beta1 * m + (1 - self.beta1) * grad
            v = self.beta2 * v + (1 - self.beta2) * grad**2
            self.state[name] = (m, v, t)
            m_hat = m / (1 - self.beta1**t)
            v_hat = v / (1 - self.beta2**t)
            updated[name] = (value - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)).astype(value.dtype)
        return updated
