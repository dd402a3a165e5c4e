"""Forbidden scores become minus infinity; softmax in place on the scores, with a guard for rows without any allowed key."""

import numpy as np


def attention(Q, K, V, mask=None, causal=False):
    n, d = Q.shape[-2:]
    m = K.shape[-2]
    scores = (Q / d**0.5) @ np.swapaxes(K, -1, -2)  # (..., n, m)
    if causal:
        scores[..., ~np.tri(n, m, dtype=bool)] = -np.inf
    if mask is not None:
        scores[np.broadcast_to(~mask, scores.shape)] = -np.inf
    top = scores.max(axis=-1, keepdims=True)
    top[np.isinf(top)] = 0.0  # no allowed key: every exponential below is 0
    scores -= top
    weights = np.exp(scores, out=scores)
    total = weights.sum(axis=-1, keepdims=True)
    total[total == 0.0] = 1.0
    weights /= total
    return weights @ V, weights
