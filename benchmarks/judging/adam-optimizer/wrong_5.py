from dataclasses import dataclass, field

import numpy as np


@dataclass
class _Moments:
    first: np.ndarray
    second: np.ndarray
    count: int = 0

    def direction(self, gradient, beta1, beta2, eps):
        """Take in a gradient; return the bias-corrected direction."""
        self.count += 1
        self.first *= beta1
        self.first += (1 - beta1) * gradient
        self.second *= beta2
        self.second += (1 - beta2) * np.square(gradient)
        root = np.sqrt(self.second / (1 - beta2**self.count))
        return self.first / (1 - beta1**self.count) / (root + eps)


@dataclass
class Adam:
    """State in the dtype of each parameter, updated in place (never shared with the caller)."""

    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    _state: dict = field(default_factory=dict, repr=False)

    def step(self, params: dict, grads: dict) -> dict:
        result = {}
        self._state = {name: state for name, state in self._state.items() if name in params}
        for name, theta in params.items():
            theta = np.array(theta)  # a copy
            if name in grads:
                if name not in self._state:
                    self._state[name] = _Moments(np.zeros_like(theta), np.zeros_like(theta))
                direction = self._state[name].direction(grads[name], self.beta1, self.beta2, self.eps)
                theta = theta - np.asarray(self.lr * direction, dtype=theta.dtype)
            result[name] = np.asarray(theta)
        return result
