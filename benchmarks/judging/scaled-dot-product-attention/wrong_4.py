import math

import numpy as np


def attention(Q, K, V, mask=None, causal=False):
    n, d = Q.shape[-2:]
    m = K.shape[-2]
    scores = Q @ np.swapaxes(K, -1, -2) / math.sqrt(d)
    allowed = np.ones(scores.shape, dtype=bool)
    if mask is not None:
        allowed = allowed & mask
    if causal:
        allowed = allowed & np.tril(np.ones((n, m), dtype=bool), k=m - n)
    scores = np.where(allowed, scores, -np.inf)
    peak = scores.max(axis=-1, keepdims=True)
    peak = np.where(np.isfinite(peak), peak, 0)
    e = np.exp(scores - peak)
    total = e.sum(axis=-1, keepdims=True)
    weights = e / np.where(total > 0, total, 1)
    weights = weights.astype(Q.dtype)
    return weights @ V, weights
