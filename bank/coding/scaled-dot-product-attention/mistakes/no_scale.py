"""Leaving out the division by the square root of d: scores grow with the width, softmax saturates and its gradients vanish."""

import numpy as np


def attention(Q, K, V, mask=None, causal=False):
    n, d = Q.shape[-2:]
    m = K.shape[-2]
    scores = Q @ np.swapaxes(K, -1, -2)  # (..., n, m)
    allowed = np.ones((n, m), dtype=bool)
    if causal:
        allowed = np.tril(allowed)
    if mask is not None:
        allowed = allowed & mask
    scores = np.where(allowed, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(np.isfinite(top), top, 0.0).astype(Q.dtype))
    total = weights.sum(axis=-1, keepdims=True)
    weights = weights / np.where(total > 0, total, 1).astype(Q.dtype)
    return weights @ V, weights
