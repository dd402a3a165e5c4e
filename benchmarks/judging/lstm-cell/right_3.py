from typing import NamedTuple

import numpy as np


class State(NamedTuple):
    h: np.ndarray
    c: np.ndarray


def squash(z):
    """Logistic function; large |z| are saturated, there exp would only overflow."""
    return 1.0 / (1.0 + np.exp(np.clip(-z, -700.0, 700.0)))


def advance(z, c):
    """z: pre-activations (B, 4H). New state from the old cell state."""
    i, f, g, o = np.moveaxis(z.reshape(len(z), 4, c.shape[1]), 1, 0)
    c = squash(f) * c + squash(i) * np.tanh(g)
    return State(squash(o) * np.tanh(c), c)


def lstm_cell(x, h, c, W, U, b):
    return tuple(advance(np.hstack([x, h]) @ np.vstack([W, U]) + b, c))


def lstm(X, h0, c0, W, U, b, lengths=None):
    """Packed: the input part for all steps at once, then only the rows still running."""
    B, T, D = X.shape
    H = h0.shape[1]
    lengths = np.array([T] * B if lengths is None else lengths, dtype=int).reshape(B)
    pre = np.zeros((B, T, 4 * H))
    for r in range(B):
        pre[r, : lengths[r]] = X[r, : lengths[r]] @ W + b
    state = State(np.array(h0), np.array(c0))
    outputs = np.zeros((B, T, H))
    for t in range(T):
        running = np.flatnonzero(lengths > t)
        if not running.size:
            break
        new = advance(pre[running, t] + state.h[running] @ U, state.c[running])
        state.h[running], state.c[running] = new
        outputs[running, t] = new.h
    return outputs, state.h, state.c
