"""Computing the hidden state from the old cell state: what this step writes into the cell reaches the output one step late. Use the cell state just computed."""

import numpy as np


def lstm_cell(x, h, c, W, U, b):
    i, f, g, o = np.split(x @ W + h @ U + b, 4, axis=1)
    c_new = _logistic(f) * c + _logistic(i) * np.tanh(g)
    return _logistic(o) * np.tanh(c), c_new


def lstm(X, h0, c0, W, U, b, lengths=None):
    batch, steps, _ = X.shape
    lengths = np.full(batch, steps) if lengths is None else np.asarray(lengths)
    outputs = np.zeros((batch, steps, h0.shape[1]))
    h, c = h0, c0
    for t in range(steps):
        active = (t < lengths)[:, None]  # (batch, 1)
        h_new, c_new = lstm_cell(X[:, t], h, c, W, U, b)
        h = np.where(active, h_new, h)
        c = np.where(active, c_new, c)
        outputs[:, t] = np.where(active, h_new, 0.0)
    return outputs, h, c


def _logistic(z):
    return 0.5 * (1.0 + np.tanh(0.5 * z))
