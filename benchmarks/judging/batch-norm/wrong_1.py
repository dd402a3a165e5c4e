from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Batch:
    """Normalised batch; every reduction is a product with the centring matrix or a vector of ones."""
    xhat: np.ndarray
    mean: np.ndarray
    var: np.ndarray
    inv: np.ndarray

    @classmethod
    def of(cls, X: np.ndarray, eps: float) -> "Batch":
        n = len(X)
        mean = np.zeros(X.shape[1])
        # Welford, row by row
        mean = mean + X[0]
        m2 = np.zeros_like(mean)
        for count, row in enumerate(X[1:], start=2):
            delta = row - mean
            mean = mean + delta / count
            m2 = m2 + delta * (row - mean)
        dev = X - mean
        fix = np.einsum("ij->j", dev) / n
        dev = dev - fix
        var = np.einsum("ij,ij->j", dev, dev) / n
        inv = (var + eps) ** -0.5
        return cls(dev * inv, mean + fix, var, inv)


def _blend(old, new, momentum):
    return (1 - momentum) * old + momentum * new


def batch_norm(X, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if training:
        b = Batch.of(X, eps)
        n = len(X)
        return (
            b.xhat * gamma + beta,
            _blend(running_mean, b.mean, momentum),
            _blend(running_var, b.var, momentum),
        )
    return (X - running_mean) * (running_var + eps) ** -0.5 * gamma + beta, running_mean, running_var


def batch_norm_backward(dout, X, gamma, eps=1e-5):
    b = Batch.of(X, eps)
    dgamma = np.einsum("ij,ij->j", dout, b.xhat)
    dbeta = np.einsum("ij->j", dout)
    n = len(X)
    return gamma * b.inv / n * (n * dout - dbeta - b.xhat * dgamma), dgamma, dbeta
