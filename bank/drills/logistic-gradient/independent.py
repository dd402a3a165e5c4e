"""By central differences of the loss."""

import math


def _loss(w1, w2, b, facts):
    chance = 1 / (1 + math.exp(-(w1 * facts["x"][0] + w2 * facts["x"][1] + b)))
    return -math.log(chance if facts["y"] else 1 - chance)


def answer(facts):
    """The answer, another way."""
    at = [*facts["w"], facts["b"]]
    step = 1e-6
    slopes = []
    for place in range(3):
        up, down = list(at), list(at)
        up[place] += step
        down[place] -= step
        slopes.append((_loss(*up, facts) - _loss(*down, facts)) / (2 * step))
    return slopes
