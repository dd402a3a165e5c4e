import math

import numpy as np


def column_stats(column):
    """Mean and the deviations of one column, summed exactly with fsum."""
    n = len(column)
    mean = math.fsum(column) / n
    rest = math.fsum(v - mean for v in column) / n
    dev = [(v - mean) - rest for v in column]
    return mean + rest, dev, math.fsum(d * d for d in dev)


def batch_norm(X, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    n, d = X.shape
    out = np.empty((n, d))
    new_mean = np.array(running_mean, dtype=float)
    new_var = np.array(running_var, dtype=float)
    for j in range(d):
        column = X[:, j].tolist()
        if training:
            mean, dev, ss = column_stats(column)
            var = ss / n
            new_mean[j] = (1 - momentum) * running_mean[j] + momentum * mean
            new_var[j] = (1 - momentum) * running_var[j] + momentum * ss / (n - 1)
        else:
            var = float(running_var[j])
            dev = [v - running_mean[j] for v in column]
        scale = float(gamma[j]) / math.sqrt(var + eps)
        for i in range(n):
            out[i, j] = dev[i] * scale + beta[j]
    return out, new_mean, new_var


def batch_norm_backward(dout, X, gamma, eps=1e-5):
    n, d = X.shape
    dX = np.empty((n, d))
    dgamma, dbeta = np.empty(d), np.empty(d)
    for j in range(d):
        _, dev, ss = column_stats(X[:, j].tolist())
        g = dout[:, j].tolist()
        inv = 1 / math.sqrt(ss / n + eps)
        dbeta[j] = math.fsum(g)
        dgamma[j] = math.fsum(a * b for a, b in zip(g, dev)) * inv
        # chain rule through the variance and the mean
        dvar = -0.5 * gamma[j] * math.fsum(a * b for a, b in zip(g, dev)) * inv ** 3
        dmean = -gamma[j] * inv * dbeta[j] - 2 * dvar * math.fsum(dev) / n
        for i in range(n):
            dX[i, j] = gamma[j] * g[i] * inv + dvar * 2 * dev[i] / n + dmean / n
    return dX, dgamma, dbeta
