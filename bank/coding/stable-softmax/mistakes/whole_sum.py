"""Dividing by the sum over the whole array: the probabilities of all rows together sum to one, not those of each row."""

import numpy as np


def softmax(logits):
    logits = np.asarray(logits, dtype=np.float32 if np.asarray(logits).dtype == np.float32 else np.float64)
    if logits.size == 0:
        return logits.copy()
    weights = np.exp(logits - logits.max())
    return weights / weights.sum()
