"""By strings and exact fractions."""

from fractions import Fraction


def answer(facts):
    """The answer, another way."""
    total = Fraction(0)
    for flags in facts["lists"]:
        before, hit, _ = "".join(map(str, flags)).partition("1")
        total += Fraction(len(hit), len(before) + 1)
    return float(total / len(facts["lists"]))
