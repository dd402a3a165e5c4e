"""Through the log-probabilities: p = exp(z - logsumexp(z)), row by row."""

import numpy as np


def softmax(logits):
    dtype = np.float32 if np.asarray(logits).dtype == np.float32 else np.float64
    logits = np.array(logits, dtype=dtype)
    probs = np.empty_like(logits)
    for row, z in enumerate(logits):
        top = z.max()
        log_norm = top + np.log(np.exp(z - top).sum())
        probs[row] = np.exp(z - log_norm)
        probs[row] /= probs[row].sum()
    return probs
