"""Scaled dot-product attention of one query over three keys."""

import math

import numpy as np

from hotseat.drills import Exercise, vector


def _softmax(scores):
    powers = np.exp(np.asarray(scores, dtype=float) - max(scores))
    return powers / powers.sum()


def make(rng):
    """Vectors of four whole numbers, so that the scale is 2; even dot products near each other."""
    while True:
        q = rng.integers(-2, 3, size=4)
        keys = rng.integers(-2, 3, size=(3, 4))
        dots = keys @ q
        if q.any() and not (dots % 2).any() and 2 <= np.ptp(dots) <= 6 and len(set(dots.tolist())) == 3:
            break
    values = rng.integers(-4, 5, size=(3, 2))
    while len({tuple(v) for v in values.tolist()}) < 3:
        values = rng.integers(-4, 5, size=(3, 2))
    scores = (dots // 2).tolist()
    top = max(scores)
    weights = _softmax(scores)
    out = weights @ values
    given = sorted({s - top for s in scores if s < top}, reverse=True)
    hints = " and ".join(f"$e^{{{s}}} \\approx {math.exp(s):.4f}$" for s in given)
    rows = "\n".join(
        f"| {i} | ({', '.join(map(str, k))}) | ({', '.join(map(str, v))}) |"
        for i, (k, v) in enumerate(zip(keys.tolist(), values.tolist(), strict=True), start=1)
    )
    terms = " + ".join(f"{w:.4f} · ({a}, {b})" for w, (a, b) in zip(weights, values.tolist(), strict=True))
    return Exercise(
        ask=(
            f"A query $q = ({', '.join(map(str, q.tolist()))})$ attends to three positions by scaled dot-product "
            "attention, without a mask:\n\n"
            f"| position | key | value |\n|---|---|---|\n{rows}\n\n"
            f"What is the output, a vector of two numbers? You may use {hints}. Give three decimals."
        ),
        answer=vector(out, within=0.003),
        steps=[
            f"Dot products with the keys: ({', '.join(map(str, dots.tolist()))}).",
            f"Divide by $\\sqrt{{4}} = 2$: ({', '.join(map(str, scores))}).",
            f"Softmax, shifted by {top}: weights ({', '.join(f'{w:.4f}' for w in weights)}).",
            f"Weighted values: {terms} = **({', '.join(f'{v:.3f}' for v in out)})**.",
        ],
        slips={
            "did not divide the scores by the root of the dimension": _softmax(dots.tolist()) @ values,
            "divided the scores by the dimension instead of its root": _softmax((dots / 4).tolist()) @ values,
            "divided by the root of the number of keys": _softmax((dots / math.sqrt(3)).tolist()) @ values,
            "weighted the values with the scores, without a softmax": np.array(scores) @ values,
            "left the exponentials undivided: the weights do not sum to 1": np.exp(np.array(scores) - top)
            @ values,
            "weighted all values alike": values.mean(axis=0),
        },
        facts={"q": q.tolist(), "keys": keys.tolist(), "values": values.tolist()},
    )
