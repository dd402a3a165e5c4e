import numpy as np


def softmax(logits):
    """Class probabilities of each row. logits: (rows, classes). Returns an array of the same shape."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    dtype = np.float32 if logits.dtype == np.float32 else np.float64
    weights = np.exp(shifted.astype(dtype))
    return weights / weights.sum(axis=1, keepdims=True)
