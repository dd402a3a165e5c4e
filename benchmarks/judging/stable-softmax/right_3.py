import numpy as np


def log_softmax(z):
    return z - np.logaddexp.reduce(z, axis=1)[:, np.newaxis]


def softmax(logits):
    """Through the log-probabilities, always in float64; only the result goes back to float32."""
    probabilities = np.exp(log_softmax(np.asarray(logits, dtype=np.float64)))
    return probabilities.astype(np.result_type(logits.dtype, np.float32) if logits.dtype.kind == "f" else np.float64)
