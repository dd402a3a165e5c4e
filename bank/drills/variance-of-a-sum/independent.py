"""Four equally likely cases of two variables with just these deviations and this correlation."""

import itertools
import math


def answer(facts):
    cases = []
    for u, v in itertools.product((-1, 1), repeat=2):
        x = facts["sx"] * u
        y = facts["sy"] * (facts["rho"] * u + math.sqrt(1 - facts["rho"] ** 2) * v)
        cases.append(facts["a"] * x + facts["b"] * y)
    centre = sum(cases) / 4
    return sum((z - centre) ** 2 for z in cases) / 4
