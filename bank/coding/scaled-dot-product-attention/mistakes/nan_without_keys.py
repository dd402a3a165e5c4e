"""Filling with minus infinity and nothing more: a query without allowed keys computes minus infinity minus minus infinity, and its row is NaN. Guard the maximum and the sum."""

import numpy as np


def attention(Q, K, V, mask=None, causal=False):
    n, d = Q.shape[-2:]
    m = K.shape[-2]
    scores = Q @ np.swapaxes(K, -1, -2) / d**0.5  # (..., n, m)
    allowed = np.ones((n, m), dtype=bool)
    if causal:
        allowed = np.tril(allowed)
    if mask is not None:
        allowed = allowed & mask
    scores = np.where(allowed, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - top)
    total = weights.sum(axis=-1, keepdims=True)
    weights = weights / total
    return weights @ V, weights
