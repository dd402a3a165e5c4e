import numpy as np


def loss_and_grads(weights, biases, X, y, l2=0.0):
    """weights[k]: (n_k, n_k+1), biases[k]: (n_k+1,), X: (N, n_0), y: (N,) integers.

    Returns (loss, weight_grads, bias_grads).
    """
    return 0.0, [np.zeros_like(w) for w in weights], [np.zeros_like(b) for b in biases]
