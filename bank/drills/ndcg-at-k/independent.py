"""The ideal DCG as the best over all orders of the documents, by brute force."""

from itertools import permutations
from math import log


def answer(facts):
    """The answer, another way."""
    k = facts["k"]
    gains = [2**grade - 1 if facts["is_exponential"] else grade for grade in facts["grades"]]
    weights = [log(2) / log(rank + 1) for rank in range(1, k + 1)]
    every = [
        sum(weight * gain for weight, gain in zip(weights, order, strict=True))
        for order in permutations(gains, k)
    ]
    return sum(weight * gain for weight, gain in zip(weights, gains[:k], strict=True)) / max(every)
