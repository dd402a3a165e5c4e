"""Dividing the probabilities by N and then subtracting a whole 1 at the right class: only the probabilities are averaged, not the difference. Subtract first, divide afterwards."""

import numpy as np


def loss_and_grads(weights, biases, X, y, l2=0.0):
    rows = len(X)
    inputs = []
    signal = X
    for w, b in zip(weights, biases):
        inputs.append(signal)
        z = signal @ w + b  # (rows, units)
        signal = np.maximum(z, 0.0)

    shifted = z - z.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_probs[np.arange(rows), y].mean() + 0.5 * l2 * sum(np.sum(w * w) for w in weights)

    delta = np.exp(log_probs) / rows
    delta[np.arange(rows), y] -= 1.0
    weight_grads, bias_grads = [], []
    for w, a in zip(reversed(weights), reversed(inputs)):
        weight_grads.append(a.T @ delta + l2 * w)
        bias_grads.append(delta.sum(axis=0))
        delta = (delta @ w.T) * (a > 0)
    return loss, weight_grads[::-1], bias_grads[::-1]
