"""By pairs: how often a second example from the same leaf, drawn with replacement, has another class."""

from fractions import Fraction


def answer(facts):
    leaves = [
        [label for label, times in enumerate(facts[side]) for _ in range(times)] for side in ("left", "right")
    ]
    total = sum(map(len, leaves))
    chance = Fraction(0)
    for leaf in leaves:
        for first in leaf:
            chance += Fraction(sum(second != first for second in leaf), len(leaf) * total)
    return float(chance)
