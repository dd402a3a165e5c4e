"""All eight cases (bad or not, alarm A or not, alarm B or not), then the share of the bad among both alarms."""

import itertools
from fractions import Fraction


def answer(facts):
    chance = {}
    prior = Fraction(str(facts["prior"]))
    for bad, *alarms in itertools.product((True, False), repeat=3):
        weight = prior if bad else 1 - prior
        for alarm, rate in zip(alarms, facts["hits"] if bad else facts["false_alarms"], strict=True):
            weight *= Fraction(str(rate)) if alarm else 1 - Fraction(str(rate))
        chance[bad, *alarms] = weight
    assert sum(chance.values()) == 1
    both = [case for case in chance if case[1] and case[2]]
    return float(sum(chance[case] for case in both if case[0]) / sum(chance[case] for case in both))
