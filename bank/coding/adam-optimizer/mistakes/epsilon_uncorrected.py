"""Folding both corrections into the learning rate but leaving epsilon as it is: epsilon then acts as if divided by sqrt(1 - beta2^t), about thirty times larger at the first step with the default beta2. Scale it too, or correct v before the root."""

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
            root = np.sqrt(1 - self.beta2**t)
            updated[name] = (value - self.lr * m_hat * root / (np.sqrt(v) + self.eps)).astype(value.dtype)
        return updated
