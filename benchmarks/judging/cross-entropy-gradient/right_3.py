import numpy as np


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """One-hot form with row weights: padding has weight 0 and a one-hot row of zeros."""
    z = np.asarray(logits).astype(np.float64, copy=True)
    y = np.asarray(labels).astype(np.int64)
    weight = (y >= 0).astype(np.float64)
    m = weight.sum()
    if not m:
        return float(0), np.zeros(z.shape, dtype=np.float64)
    onehot = (y[:, None] == np.arange(z.shape[1])[None, :]).astype(np.float64)
    lse = np.logaddexp.reduce(z, axis=1)
    picked = np.einsum("ij,ij->i", z, onehot)
    loss = float(np.dot(weight, lse - picked) / m)
    softmax = np.exp(z - lse[:, None])
    return loss, (softmax - onehot) * (weight / m)[:, None]
