from dataclasses import dataclass

import numpy as np


@dataclass
class Layer:
    W: np.ndarray
    b: np.ndarray
    relu: bool
    x: np.ndarray | None = None
    on: np.ndarray | None = None

    def forward(self, x):
        self.x = x
        z = np.einsum("ni,ij->nj", x, self.W) + self.b
        self.on = z > 0 if self.relu else np.ones(z.shape, dtype=bool)
        return np.where(self.on, z, 0.0)

    def backward(self, grad):
        grad = np.where(self.on, grad, 0.0)
        return np.einsum("nj,ij->ni", grad, self.W), np.einsum("ni,nj->ij", self.x, grad), np.einsum("nj->j", grad)


def _cross_entropy(logits, y):
    n = len(logits)
    hot = np.zeros(logits.shape)
    hot[np.arange(n), y] = 1.0
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return -np.where(hot > 0, log_p, 0.0).sum() / n, (np.exp(log_p) - hot) / n


def loss_and_grads(weights, biases, X, y, l2=0.0):
    last = len(weights) - 1
    layers = [Layer(W, b, relu=k != last) for k, (W, b) in enumerate(zip(weights, biases))]

    def run(k, signal):
        """Forward through layer k and all after it; the gradient comes back."""
        if k == len(layers):
            loss, grad = _cross_entropy(signal, y)
            return loss, grad, [], []
        loss, grad, gw, gb = run(k + 1, layers[k].forward(signal))
        grad, w, b = layers[k].backward(grad)
        return loss, grad, [w + l2 * weights[k], *gw], [b, *gb]

    loss, _, weight_grads, bias_grads = run(0, X)
    return loss + l2 / 2 * sum(np.linalg.norm(W) ** 2 for W in weights), weight_grads, bias_grads
