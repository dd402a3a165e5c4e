"""By exact fractions of people, invited or not, over both directions of the ratio."""

from fractions import Fraction
from statistics import mean


def answer(facts):
    """The answer, another way."""
    rates = []
    for applied, chosen in zip(facts["applied"], facts["chosen"], strict=True):
        rates.append(mean([Fraction(person < chosen) for person in range(applied)]))
    return float(min(rates[0] / rates[1], rates[1] / rates[0]))
