"""By numerical minimisation of the stated loss."""

import numpy as np


def answer(facts):
    """The answer, another way."""
    from scipy.optimize import minimize_scalar

    x, y = np.array(facts["x"]), np.array(facts["y"])

    def loss(weight):
        squares = (y - weight * x) ** 2
        return (squares.mean() if facts["is_mean"] else squares.sum()) + facts["penalty"] * weight**2

    return float(minimize_scalar(loss, bracket=(-1.0, 1.0), tol=1e-10).x)
