from functools import reduce

import numpy as np


class _Scaled:
    """Non-negative numbers mantissa * 2**exponent with integer exponents, so that nothing underflows."""

    def __init__(self, mantissa, exponent=None):
        m, e = np.frexp(np.asarray(mantissa, dtype=np.float64))
        self.m = m
        self.e = e.astype(np.int64) + (0 if exponent is None else exponent)

    def __mul__(self, other):
        return _Scaled(self.m * other.m, self.e + other.e)

    def power(self, n: int):
        result = _Scaled(np.ones_like(self.m))
        base = self
        while n:
            if n & 1:
                result = result * base
            base = base * base
            n >>= 1
        return result

    def normalised(self):
        alive = self.m > 0
        if not alive.any():
            raise ValueError("no hypothesis is left")
        top = self.e[alive].max()
        shift = np.clip(self.e - top, -5000, 0).astype(np.int32)
        w = np.ldexp(self.m, shift)
        w[~alive] = 0.0
        return w / w.sum()


def posterior(prior, likelihood, observations):
    lik = np.array(likelihood, dtype=np.float64)
    counts = np.bincount(np.asarray(observations).astype(np.int64), minlength=lik.shape[1])
    factors = (_Scaled(lik[:, k]).power(int(c)) for k, c in enumerate(counts) if c > 0)
    return reduce(lambda a, b: a * b, factors, _Scaled(prior)).normalised()


def predictive(prior, likelihood, observations):
    post = posterior(prior, likelihood, observations)
    return np.einsum("h,hk->k", post, np.asarray(likelihood, dtype=np.float64))
