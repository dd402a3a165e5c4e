import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def lstm_cell(x, h, c, W, U, b):
    """x: (B, D), h and c: (B, H), W: (D, 4H), U: (H, 4H), b: (4H,). Returns (h_new, c_new), each (B, H)."""
    H = h.shape[1]
    z = x @ W + h @ U + b
    i = sigmoid(z[:, :H])
    f = sigmoid(z[:, H : 2 * H])
    o = sigmoid(z[:, 2 * H : 3 * H])
    g = np.tanh(z[:, 3 * H :])
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new


def lstm(X, h0, c0, W, U, b, lengths=None):
    """X: (B, T, D). Returns (outputs (B, T, H), h (B, H), c (B, H))."""
    B, T, _ = X.shape
    lengths = np.full(B, T) if lengths is None else np.asarray(lengths)
    outputs = np.zeros((B, T, h0.shape[1]))
    h, c = h0.copy(), c0.copy()
    for t in range(T):
        active = (t < lengths)[:, None]
        h_new, c_new = lstm_cell(X[:, t], h, c, W, U, b)
        h = np.where(active, h_new, h)
        c = np.where(active, c_new, c)
        outputs[:, t] = np.where(active, h_new, 0.0)
    return outputs, h, c
