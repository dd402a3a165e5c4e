import math

import numpy as np


def _log_weights(prior, likelihood, observations):
    counts = {}
    for k in observations:
        k = int(k)
        counts[k] = counts.get(k, 0) + 1
    logs = []
    for h in range(len(prior)):
        p = float(prior[h])
        if p <= 0:
            logs.append(-math.inf)
            continue
        total = math.log(p)
        for k, c in counts.items():
            q = float(likelihood[h][k])
            if q <= 0:
                total = -math.inf
                break
            total += c * math.log(q)
        logs.append(total)
    return logs


def posterior(prior, likelihood, observations):
    logs = _log_weights(prior, likelihood, observations)
    top = max(logs)
    if top == -math.inf:
        raise ValueError("no hypothesis remains")
    weights = [math.exp(v - top) for v in logs]
    total = math.fsum(weights)
    return np.array([w / total for w in weights], dtype=np.float64)


def predictive(prior, likelihood, observations):
    post = posterior(prior, likelihood, observations)
    out = np.zeros(np.shape(likelihood)[1])
    for h, p in enumerate(post):
        for k in range(len(out)):
            out[k] += p * float(likelihood[h][k])
    return out
