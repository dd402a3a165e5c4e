import numpy as np


def dropout(X, rate, training, random_state):
    """X: array of any shape. Returns (out, mask), both of the shape and dtype of X."""
    return np.zeros_like(X), np.zeros_like(X)


def dropout_backward(dout, mask):
    """dout, mask: arrays of the same shape. Returns the gradient with respect to X."""
    return np.zeros_like(dout)
