import numpy as np


def attention(Q, K, V, mask=None, causal=False):
    """Online softmax: one pass over the keys with a running maximum and sum, all queries at once."""
    lead, (n, d), m = Q.shape[:-2], Q.shape[-2:], K.shape[-2]
    allowed = np.broadcast_to(np.asarray(True if mask is None else mask, dtype=bool), (*lead, n, m))
    positions = np.arange(n)
    q = Q.astype(np.float64) * d ** -0.5

    peak = np.full((*lead, n), -np.inf)
    total = np.zeros((*lead, n))
    scores = []
    for j in range(m):
        s = np.einsum("...nd,...d->...n", q, K[..., j, :].astype(np.float64))
        open_ = allowed[..., j] & ((positions >= j) if causal else True)
        s = np.where(open_, s, -np.inf)
        higher = np.maximum(peak, s)
        base = np.where(np.isneginf(higher), 0.0, higher)
        total = total * np.exp(peak - base) + np.exp(s - base)
        peak = higher
        scores.append(s)
    base = np.where(np.isneginf(peak), 0.0, peak)
    safe = np.where(total > 0, total, 1.0)
    weights = np.stack([np.exp(s - base) / safe for s in scores], axis=-1)
    output = np.einsum("...nm,...me->...ne", weights, V.astype(np.float64))
    return output.astype(Q.dtype, copy=False), weights.astype(Q.dtype, copy=False)
