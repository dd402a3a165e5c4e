import math

import numpy as np


def cross_entropy(logits, labels):
    rows, classes = np.shape(logits)
    gradient = np.zeros((rows, classes), dtype=np.float64)
    real = [i for i in range(rows) if int(labels[i]) != -1]
    m = len(real)
    if m == 0:
        return 0.0, gradient
    losses = []
    for i in real:
        z = [float(v) for v in logits[i]]
        y = int(labels[i])
        top = max(z)
        exps = [math.exp(v - top) for v in z]
        total = math.fsum(exps)
        losses.append(math.log(total) + top - z[y])
        for j in range(classes):
            gradient[i, j] = (exps[j] / total - (1.0 if j == y else 0.0)) / m
    return math.fsum(losses) / m, gradient
