import numpy as np


def _logistic(z: np.ndarray) -> np.ndarray:
    return np.exp(-np.logaddexp(0.0, -z))


def lstm_cell(x, h, c, W, U, b):
    blocks = np.split(x.dot(W) + h.dot(U) + b, 4, axis=1)
    enter, forget, leave = (_logistic(blocks[k]) for k in (0, 1, 3))
    c_new = forget * c + enter * np.tanh(blocks[2])
    return leave * np.tanh(c_new), c_new


def _one_sequence(steps, h, c, weights):
    """A single row: steps (t, D), h and c (1, H). Yields the states after each step."""
    for x in steps:
        h, c = lstm_cell(x[np.newaxis], h, c, *weights)
        yield h, c


def lstm(X, h0, c0, W, U, b, lengths=None):
    """Row by row: every sequence runs on its own, exactly as long as it is."""
    B, T = X.shape[:2]
    if lengths is None:
        lengths = [T] * B
    outputs = np.zeros((B, T, h0.shape[1]))
    last_h, last_c = np.array(h0, dtype=float), np.array(c0, dtype=float)
    for r, length in enumerate(lengths):
        states = _one_sequence(X[r, : int(length)], h0[r : r + 1], c0[r : r + 1], (W, U, b))
        for t, (h, c) in enumerate(states):
            outputs[r, t] = h[0]
            last_h[r], last_c[r] = h[0], c[0]
    return outputs, last_h, last_c
