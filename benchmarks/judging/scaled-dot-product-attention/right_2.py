import math

import numpy as np


def _attend(query, keys, values, allowed):
    """One query: (output, weights) as Python lists."""
    scale = 1.0 / math.sqrt(len(query))
    live = [j for j in range(len(keys)) if allowed[j]]
    weights = [0.0] * len(keys)
    if live:
        scores = {j: float(np.dot(query, keys[j])) * scale for j in live}
        top = max(scores.values())
        exps = {j: math.exp(s - top) for j, s in scores.items()}
        total = math.fsum(exps.values())
        for j, e in exps.items():
            weights[j] = e / total
    output = np.zeros(values.shape[1])
    for j in live:
        output += weights[j] * values[j]
    return output, weights


def attention(Q, K, V, mask=None, causal=False):
    lead = Q.shape[:-2]
    n, m, width = Q.shape[-2], K.shape[-2], V.shape[-1]
    weights = np.zeros((*lead, n, m), dtype=Q.dtype)
    output = np.zeros((*lead, n, width), dtype=Q.dtype)
    allowed = np.broadcast_to(True if mask is None else mask, (*lead, n, m))
    for index in np.ndindex(*lead):
        k, v = K[index].astype(np.float64), V[index].astype(np.float64)
        for i in range(n):
            row = allowed[index][i]
            if causal:
                row = [bool(row[j]) and j <= i for j in range(m)]
            out, w = _attend(Q[index][i].astype(np.float64), k, v, row)
            output[index][i] = out
            weights[index][i] = w
    return output, weights
