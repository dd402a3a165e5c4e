"""Replicas from arrival rate, time per request, concurrency and a target utilisation."""

import math
from fractions import Fraction

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    while True:
        rate = int(rng.integers(4, 41)) * 25
        milliseconds = int(rng.choice([20, 40, 50, 60, 80, 100, 120, 150, 200, 250]))
        slots = int(rng.choice([1, 2, 4, 8]))
        percent = int(rng.choice([50, 60, 70, 75, 80]))
        busy = Fraction(rate * milliseconds, 1000)
        exact = busy / slots / Fraction(percent, 100)
        if 3 < exact < 60:
            break
    value = math.ceil(exact)
    return Exercise(
        ask=(
            f"A model service receives {rate} requests per second at peak. A request occupies one slot for "
            f"{milliseconds} ms on average; a replica works on {slots} request{'s' if slots > 1 else ''} at a time "
            f"without getting slower. The slots are to be busy at most {percent} % of the time, on average at peak. "
            "How many replicas does it take at least?"
        ),
        answer=number(value, within=0.01, unit="replicas"),
        steps=[
            f"Little's law: requests in service on average = {rate} /s × {milliseconds / 1000:g} s = {float(busy):g}.",
            f"A replica may have {slots} × {percent / 100:g} = {slots * percent / 100:g} of them in service.",
            f"{float(busy):g} / {slots * percent / 100:g} = {float(exact):.2f}, rounded up: **{value}** replicas.",
        ],
        slips={
            "left out the target utilisation": math.ceil(busy / slots),
            "rounded down": math.floor(exact),
            "multiplied by the target utilisation instead of dividing": math.ceil(
                busy / slots * Fraction(percent, 100)
            ),
            "let every replica work on one request at a time": math.ceil(busy / Fraction(percent, 100))
            if slots > 1
            else math.nan,
            "took the utilisation for headroom on top: multiplied by 1 plus the free share": math.ceil(
                busy / slots * (2 - Fraction(percent, 100))
            ),
        },
        facts={"rate": rate, "milliseconds": milliseconds, "slots": slots, "percent": percent},
    )
