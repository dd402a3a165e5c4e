import numpy as np


def _moments(X):
    # shift by the first row: constant columns become exactly zero, large means do no harm
    shifted = X - X[0]
    m = shifted.mean(axis=0)
    centred = shifted - m
    var = (centred ** 2).mean(axis=0)
    return X[0] + m, var, centred


def batch_norm(X, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if not training:
        out = gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta
        return out, running_mean.copy(), running_var.copy()
    n = X.shape[0]
    mean, var, centred = _moments(X)
    out = gamma * centred / np.sqrt(var + eps) + beta
    new_mean = (1 - momentum) * running_mean + momentum * mean
    new_var = (1 - momentum) * running_var + momentum * var * n / (n - 1)
    return out, new_mean, new_var


def batch_norm_backward(dout, X, gamma, eps=1e-5):
    _, var, centred = _moments(X)
    inv = 1.0 / np.sqrt(var + eps)
    xhat = centred * inv
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dX = gamma * inv * (dout - dout.mean(axis=0))
    return dX, dgamma, dbeta
