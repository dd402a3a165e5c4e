import numpy as np


def conditional_affinities(X, perplexity=30.0):
    """All rows at once: bisection on ln(beta)."""
    X = np.array(X, dtype=np.float64)
    n = X.shape[0]
    squares = (X ** 2).sum(axis=1)
    D = np.maximum(squares[:, None] + squares[None, :] - 2 * X @ X.T, 0.0)
    np.fill_diagonal(D, np.inf)
    D -= D.min(axis=1, keepdims=True)
    off = ~np.eye(n, dtype=bool)
    D = D[off].reshape(n, n - 1)
    scale = D.max(axis=1, keepdims=True)
    scale[scale == 0] = 1.0
    D = D / scale
    target = np.log(perplexity)
    low, high = np.full((n, 1), -100.0), np.full((n, 1), 100.0)
    P = np.empty_like(D)
    for _ in range(120):
        middle = (low + high) / 2
        exponent = np.minimum(np.exp(middle) * D, 800.0)
        E = np.exp(-exponent)
        Z = E.sum(axis=1, keepdims=True)
        P = E / Z
        H = np.log(Z) + (P * exponent).sum(axis=1, keepdims=True)
        if np.abs(H - target).max() < 1e-12:
            break
        flat = H > target
        low, high = np.where(flat, middle, low), np.where(flat, high, middle)
    out = np.zeros((n, n))
    out[off] = P.ravel()
    return out


def joint_affinities(X, perplexity=30.0):
    P = conditional_affinities(X, perplexity)
    return (P + P.T) / (2 * len(P))
