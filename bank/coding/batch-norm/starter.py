import numpy as np


def batch_norm(X, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    """X: (n, d); the other arrays: (d,). Returns (out (n, d), new_mean (d,), new_var (d,))."""
    return np.zeros_like(X), running_mean, running_var


def batch_norm_backward(dout, X, gamma, eps=1e-5):
    """dout, X: (n, d); gamma: (d,). Returns (dX (n, d), dgamma (d,), dbeta (d,))."""
    return np.zeros_like(X), np.zeros_like(gamma), np.zeros_like(gamma)
