"""One slice at a time over flattened batches, softmax over the allowed keys of each query only."""

import numpy as np


def attention(Q, K, V, mask=None, causal=False):
    *lead, n, d = Q.shape
    m = K.shape[-2]
    allowed = np.broadcast_to(True if mask is None else mask, (*lead, n, m)).reshape(-1, n, m)
    if causal:
        allowed = allowed & (np.arange(m)[None, :] <= np.arange(n)[:, None])
    scores = np.einsum("...id,...jd->...ij", Q, K).reshape(-1, n, m)
    weights = np.zeros_like(scores)
    for batch, i in zip(*np.nonzero(allowed.any(axis=-1))):
        keys = allowed[batch, i]
        row = scores[batch, i, keys] / np.sqrt(d)
        grown = np.exp(row - row.max())
        weights[batch, i, keys] = grown / grown.sum()
    weights = weights.reshape(*lead, n, m)
    return np.einsum("...ij,...je->...ie", weights, V), weights
