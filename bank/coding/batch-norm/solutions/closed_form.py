"""Column sums by einsum, and the simplified expression for the input gradient with all column factors gathered first."""

import numpy as np


def batch_norm(X, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if not training:
        return gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta, running_mean, running_var
    n = len(X)
    mean = X.mean(axis=0)
    out = X - mean
    squares = np.einsum("nd,nd->d", out, out)
    out *= gamma / np.sqrt(squares / n + eps)
    out += beta
    new_mean = (1 - momentum) * running_mean + momentum * mean
    new_var = (1 - momentum) * running_var + momentum * squares / (n - 1)
    return out, new_mean, new_var


def batch_norm_backward(dout, X, gamma, eps=1e-5):
    n = len(X)
    dX = X - X.mean(axis=0)  # first the centred input, then in place the gradient
    deviation = np.sqrt(np.einsum("nd,nd->d", dX, dX) / n + eps)
    dbeta = dout.sum(axis=0)
    dgamma = np.einsum("nd,nd->d", dout, dX) / deviation
    dX *= -dgamma / (n * deviation)
    dX += dout
    dX -= dbeta / n
    dX *= gamma / deviation
    return dX, dgamma, dbeta
