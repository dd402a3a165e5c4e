"""Weighted Gini impurity after a split, three classes, and the decrease that it brings."""

from math import log2

from hotseat.drills import Exercise, number


def gini(counts):
    return 1 - sum((k / sum(counts)) ** 2 for k in counts)


def entropy(counts):
    return sum(-k / sum(counts) * log2(k / sum(counts)) for k in counts if k)


def make(rng):
    while True:
        left, right = ([int(each) for each in rng.integers(0, 7, size=3)] for _ in range(2))
        nl, nr = sum(left), sum(right)
        if nl in (4, 5, 8, 10) and nr in (2, 4, 5, 10) and nl != nr and max(left) < nl:
            break
    n = nl + nr
    parent = [a + b for a, b in zip(left, right, strict=True)]
    gl, gr = gini(left), gini(right)
    after = nl / n * gl + nr / n * gr

    def squares(counts):
        return " + ".join(f"({k}/{sum(counts)})²" for k in counts if k)

    return Exercise(
        ask=(
            "A decision tree considers this split of a node with three classes:\n\n"
            "| | A | B | C |\n|---|---|---|---|\n"
            f"| left leaf | {' | '.join(map(str, left))} |\n| right leaf | {' | '.join(map(str, right))} |\n\n"
            "What is the Gini impurity **after** the split, each leaf weighted by its share of the examples? "
            "Give it to three decimals."
        ),
        answer=number(after, within=0.001),
        steps=[
            f"Left: 1 − ({squares(left)}) = {gl:.4f}.",
            f"Right: 1 − ({squares(right)}) = {gr:.4f}.",
            f"Weighted: {nl}/{n} × {gl:.4f} + {nr}/{n} × {gr:.4f} = **{after:.3f}**.",
        ],
        slips={
            "averaged the two leaves without weighting them by their sizes": (gl + gr) / 2,
            "added the two impurities without weights": gl + gr,
            "gave the impurity of the node before the split": gini(parent),
            "gave the decrease of the impurity instead of what is left": gini(parent) - after,
            "gave the sum of squared shares, without 1 minus": 1 - after,
            "used entropy instead of the Gini impurity": nl / n * entropy(left) + nr / n * entropy(right),
        },
        facts={"left": left, "right": right},
    )
