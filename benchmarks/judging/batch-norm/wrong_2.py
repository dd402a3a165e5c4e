import numpy as np


def batch_norm(X, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if training:
        n = X.shape[0]
        mu = X.mean(axis=0)
        var = ((X - mu) ** 2).mean(axis=0)
        new_mean = momentum * running_mean + (1 - momentum) * mu
        new_var = momentum * running_var + (1 - momentum) * var * n / (n - 1)
    else:
        mu, var = running_mean, running_var
        new_mean, new_var = running_mean.copy(), running_var.copy()
    out = gamma * (X - mu) / np.sqrt(var + eps) + beta
    return out, new_mean, new_var


def batch_norm_backward(dout, X, gamma, eps=1e-5):
    centred = X - X.mean(axis=0)
    var = (centred ** 2).mean(axis=0)
    inv = 1.0 / np.sqrt(var + eps)
    xhat = centred * inv
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dX = gamma * inv * (dout - dout.mean(axis=0) - xhat * (dout * xhat).mean(axis=0))
    return dX, dgamma, dbeta
