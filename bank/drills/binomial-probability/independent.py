"""Every sequence of successes and failures, weighed and counted."""

import itertools
import math


def answer(facts):
    total = 0.0
    for outcome in itertools.product((0, 1), repeat=facts["n"]):
        if sum(outcome) in facts["wanted"]:
            total += math.prod(facts["p"] if success else 1 - facts["p"] for success in outcome)
    return total
