import numpy as np


def attention(Q, K, V, mask=None, causal=False):
    dtype = Q.dtype
    n, d = Q.shape[-2:]
    m = K.shape[-2]
    q, k, v = (np.asarray(a, dtype=np.float64) for a in (Q, K, V))
    scores = q @ np.swapaxes(k, -1, -2) / np.sqrt(d)
    allowed = np.ones(scores.shape, dtype=bool)
    if mask is not None:
        allowed = allowed & mask
    if causal:
        allowed = allowed & np.tri(n, m, dtype=bool)
    scores = np.where(allowed, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    e = np.exp(scores - top)
    total = e.sum(axis=-1, keepdims=True)
    weights = e / np.where(total == 0, 1.0, total)
    return (weights @ v).astype(dtype), weights.astype(dtype)
