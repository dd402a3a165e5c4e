"""Dividing the weights by the root of d after the softmax instead of the scores before it: the rows no longer sum to one and the softmax is as saturated as without scaling."""

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
    weights = weights / np.where(total > 0, total, 1).astype(Q.dtype) / d**0.5
    return weights @ V, weights
