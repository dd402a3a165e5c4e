"""The inputs of all steps are projected at once; each step updates only the rows that are still running."""

import numpy as np


def lstm_cell(x, h, c, W, U, b):
    return _gated(x @ W + h @ U + b, c)


def _gated(z, c):
    hidden = c.shape[1]
    gates = np.exp(-np.logaddexp(0.0, -z))  # the logistic function, without overflow
    new = gates[:, hidden : 2 * hidden] * c
    new = new + gates[:, :hidden] * np.tanh(z[:, 2 * hidden : 3 * hidden])
    return gates[:, 3 * hidden :] * np.tanh(new), new


def lstm(X, h0, c0, W, U, b, lengths=None):
    projected = X @ W + b  # (batch, steps, 4 * hidden)
    outputs = np.zeros((len(X), X.shape[1], h0.shape[1]))
    h, c = h0.copy(), c0.copy()
    for t in range(X.shape[1]):
        rows = slice(None) if lengths is None else np.flatnonzero(np.asarray(lengths) > t)
        h[rows], c[rows] = _gated(projected[rows, t] + h[rows] @ U, c[rows])
        outputs[rows, t] = h[rows]
    return outputs, h, c
