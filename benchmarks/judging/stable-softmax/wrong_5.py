from math import exp, fsum

import numpy as np


def _row(values):
    top = max(values)
    weights = [exp(value - top) for value in values]
    total = fsum(weights)
    return [weight / total for weight in weights]


def softmax(logits):
    """Row by row in Python floats."""
    result = np.empty(logits.shape, dtype=float)
    for i, row in enumerate(logits.tolist()):
        result[i] = _row(row)
    return result
