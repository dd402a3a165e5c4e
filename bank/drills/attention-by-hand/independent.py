"""As a slope: the weighted mean of the values is the gradient of log-sum-exp of the scores along them."""


def answer(facts):
    """By central differences, one component of the values at a time."""
    import numpy as np
    from scipy.special import logsumexp

    q, keys, values = (np.array(facts[name], dtype=float) for name in ("q", "keys", "values"))
    scores = np.array([sum(a * b for a, b in zip(q, key, strict=True)) for key in keys]) / len(q) ** 0.5
    step = 1e-5
    return [(logsumexp(scores + step * v) - logsumexp(scores - step * v)) / (2 * step) for v in values.T]
