"""Shifting the caller's array in place with -=: the probabilities are right, but the logits that were passed in have changed."""

import numpy as np


def softmax(logits):
    if not np.issubdtype(logits.dtype, np.floating):
        logits = logits.astype(np.float64)
    logits -= logits.max(axis=1, keepdims=True)
    weights = np.exp(logits)
    return weights / weights.sum(axis=1, keepdims=True)
