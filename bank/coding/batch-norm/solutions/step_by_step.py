"""The computation graph node by node, forward and then backward, as in the paper."""

import numpy as np


def batch_norm(X, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    mean, var = running_mean.copy(), running_var.copy()
    if training:
        n = len(X)
        batch_mean = np.sum(X, axis=0) / n
        squares = np.sum((X - batch_mean) ** 2, axis=0)
        new_mean = mean + momentum * (batch_mean - mean)
        new_var = var + momentum * (squares / (n - 1) - var)
        mean, var = batch_mean, squares / n
    else:
        new_mean, new_var = mean, var
    scale = gamma / np.sqrt(var + eps)
    return (X - mean) * scale + beta, new_mean, new_var


def batch_norm_backward(dout, X, gamma, eps=1e-5):
    n = len(X)
    centred = X - X.mean(axis=0)
    var = np.mean(centred**2, axis=0)
    inverse = (var + eps) ** -0.5
    dxhat = dout * gamma
    dvar = np.sum(dxhat * centred, axis=0) * -0.5 * inverse**3
    dmean = -np.sum(dxhat, axis=0) * inverse
    dX = dxhat * inverse + dvar * 2 * centred / n + dmean / n
    return dX, np.sum(dout * centred * inverse, axis=0), np.sum(dout, axis=0)
