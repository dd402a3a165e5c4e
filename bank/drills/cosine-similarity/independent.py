"""By the law of cosines: from the three distances alone."""

import math


def answer(facts):
    zero = [0] * len(facts["u"])
    a, b, c = (
        math.dist(*pair) for pair in ((zero, facts["u"]), (zero, facts["v"]), (facts["u"], facts["v"]))
    )
    return (a**2 + b**2 - c**2) / (2 * a * b)
