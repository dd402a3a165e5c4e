import numpy as np


def softmax(logits):
    """Class probabilities of each row. logits: (rows, classes). Returns an array of the same shape."""
    return np.zeros_like(logits)
