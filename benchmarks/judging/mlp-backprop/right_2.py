import math

import numpy as np


def loss_and_grads(weights, biases, X, y, l2=0.0):
    """One example at a time, each with its own backward pass."""
    gW = [l2 * np.asarray(W) for W in weights]
    gb = [np.zeros(len(b)) for b in biases]
    losses = []
    N = len(X)
    for x, target in zip(X, np.asarray(y).tolist()):
        inputs, slopes = [], []
        a = x
        for W, b in zip(weights, biases):
            inputs.append(a)
            z = a @ W + b
            slopes.append((z > 0).astype(float))
            a = z * slopes[-1]
        top = max(z.tolist())
        shifted = [v - top for v in z.tolist()]
        log_total = math.log(math.fsum(math.exp(v) for v in shifted))
        losses.append(log_total - shifted[target])
        g = np.array([math.exp(v - log_total) for v in shifted])
        g[target] -= 1
        for k in range(len(weights) - 1, -1, -1):
            gW[k] += np.outer(inputs[k], g) / N
            gb[k] += g / N
            if k:
                g = (weights[k] @ g) * slopes[k - 1]
    penalty = math.fsum(float(v) ** 2 for W in weights for v in np.ravel(W)) * l2 / 2
    return math.fsum(losses) / N + penalty, gW, gb
