"""Calculating in the dtype of the logits: float32 keeps seven digits, and small integers wrap around when the row maximum is subtracted. Convert to float64 first."""

import numpy as np


def cross_entropy(logits, labels):
    gradient = np.zeros(logits.shape)  # (rows, classes)
    real = np.flatnonzero(labels >= 0)  # rows that are not padding
    if len(real) == 0:
        return 0.0, gradient
    true = labels[real]
    shifted = logits[real] - logits[real].max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    places = np.arange(len(real))
    delta = np.exp(log_probs)
    delta[places, true] -= 1
    gradient[real] = delta / len(real)
    return -log_probs[places, true].mean(), gradient
