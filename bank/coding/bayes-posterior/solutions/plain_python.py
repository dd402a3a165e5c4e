"""Loops and math.log, hypothesis by hypothesis."""

import math
from collections import Counter

import numpy as np


def posterior(prior, likelihood, observations):
    counts = Counter(int(outcome) for outcome in observations)
    scores = {}
    for h, weight in enumerate(prior):
        if weight == 0 or any(likelihood[h][k] == 0 for k in counts):
            continue
        scores[h] = math.log(weight) + sum(n * math.log(likelihood[h][k]) for k, n in counts.items())
    if not scores:
        raise ValueError("nothing is left")
    top = max(scores.values())
    total = math.fsum(math.exp(score - top) for score in scores.values())
    return np.array([math.exp(scores[h] - top) / total if h in scores else 0.0 for h in range(len(prior))])


def predictive(prior, likelihood, observations):
    result = np.zeros(len(likelihood[0]))
    for weight, row in zip(posterior(prior, likelihood, observations), likelihood):
        result += weight * row
    return result
