import numpy as np


def conditional_affinities(X, perplexity=30.0):
    X = np.asarray(X, dtype=float)
    n = len(X)
    D = ((X[:, None, :] - X[None, :, :]) ** 2).sum(axis=2)
    target = np.log(perplexity)
    P = np.zeros((n, n))
    for i in range(n):
        others = np.arange(n) != i
        d = D[i, others] - D[i, others].min()
        low, high = 1e-6, 1e6
        for _ in range(100):
            beta = np.sqrt(low * high)
            e = np.exp(-beta * d)
            p = e / e.sum()
            entropy = np.log(e.sum()) + beta * (p * d).sum()
            if abs(entropy - target) < 1e-11:
                break
            if entropy > target:
                low = beta
            else:
                high = beta
        P[i, others] = p
    return P


def joint_affinities(X, perplexity=30.0):
    P = conditional_affinities(X, perplexity)
    return (P + P.T) / (2 * len(P))
