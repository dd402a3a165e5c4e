import numpy as np


def softmax(logits):
    """Class probabilities of each row. logits: (rows, classes). Returns an array of the same shape."""
    dtype = logits.dtype if logits.dtype.kind == "f" else np.float64
    z = logits.astype(dtype)
    np.exp(z, out=z)
    z /= z.sum(axis=1, keepdims=True)
    return z
