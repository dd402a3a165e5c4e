"""By going through every combination of instances that are up or down."""

from itertools import product


def answer(facts):
    """The answer, another way."""
    owner = [k for k in range(3) for _ in range(facts["copies"] if k == facts["place"] else 1)]
    total = 0.0
    for state in product([True, False], repeat=len(owner)):
        chance = 1.0
        for service, is_up in zip(owner, state, strict=True):
            chance *= facts["single"][service] if is_up else 1 - facts["single"][service]
        if {service for service, is_up in zip(owner, state, strict=True) if is_up} == {0, 1, 2}:
            total += chance
    return 100 * total
