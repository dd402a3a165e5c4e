import numpy as np


def lstm_cell(x, h, c, W, U, b):
    """x: (B, D), h and c: (B, H), W: (D, 4H), U: (H, 4H), b: (4H,). Returns (h_new, c_new), each (B, H)."""
    return np.zeros_like(h), np.zeros_like(c)


def lstm(X, h0, c0, W, U, b, lengths=None):
    """X: (B, T, D). Returns (outputs (B, T, H), h (B, H), c (B, H))."""
    outputs = np.zeros((*X.shape[:2], h0.shape[1]))
    return outputs, h0, c0
