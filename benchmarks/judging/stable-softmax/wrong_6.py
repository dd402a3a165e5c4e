import numpy as np


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1)[:, np.newaxis]


def softmax(logits):
    """Through the log-probabilities, in the dtype of the logits."""
    probabilities = np.exp(log_softmax(logits.astype(np.float64 if logits.dtype.kind != "f" else logits.dtype)))
    return probabilities.astype(np.result_type(logits.dtype, np.float32) if logits.dtype.kind == "f" else np.float64)
