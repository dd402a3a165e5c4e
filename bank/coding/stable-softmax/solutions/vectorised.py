"""One pass over the whole array: shift by the row maximum, exponentiate, normalise."""

import numpy as np


def softmax(logits):
    logits = np.asarray(logits)
    if not np.issubdtype(logits.dtype, np.floating):
        logits = logits.astype(np.float64)
    shifted = logits - logits.max(axis=1, keepdims=True)  # (rows, classes)
    weights = np.exp(shifted)
    return weights / weights.sum(axis=1, keepdims=True)
