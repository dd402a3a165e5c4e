import numpy as np


class Adam:
    """Adam for a dict of parameters, with one step count per parameter."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = {}

    def step(self, params, grads):
        new = {}
        for name, value in params.items():
            if name not in grads:
                new[name] = value
                continue
            g = np.asarray(grads[name], dtype=np.float64)
            if name not in self.t:
                self.m[name] = np.zeros(g.shape)
                self.v[name] = np.zeros(g.shape)
                self.t[name] = 0
            self.t[name] += 1
            t = self.t[name]
            self.m[name] = self.beta1 * self.m[name] + (1 - self.beta1) * g
            self.v[name] = self.beta2 * self.v[name] + (1 - self.beta2) * g**2
            m_hat = self.m[name] / (1 - self.beta1**t)
            v_hat = self.v[name] / (1 - self.beta2**t)
            theta = np.asarray(value, dtype=np.float64) - self.lr * m_hat / np.sqrt(v_hat + self.eps)
            new[name] = np.asarray(theta, dtype=value.dtype)
        return new
