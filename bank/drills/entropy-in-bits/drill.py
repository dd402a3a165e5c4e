"""Entropy in bits of a class distribution given by counts."""

from math import log, log2, log10

from hotseat.drills import Exercise, number

COUNTS = [
    (4, 2, 2), (5, 3, 2), (6, 2, 2), (4, 3, 1), (5, 2, 1), (6, 3, 1), (8, 1, 1), (4, 4, 2), (7, 2, 1),
    (4, 2, 1, 1), (4, 3, 2, 1), (5, 2, 2, 1), (7, 1, 1, 1), (8, 4, 2, 2), (8, 4, 3, 1), (10, 3, 2, 1), (6, 6, 3, 1),
    (7, 3), (9, 1), (6, 2), (8, 2), (7, 1), (12, 4), (10, 6),
]  # fmt: skip
STORIES = [
    "The labels of {n} tickets",
    "The classes of {n} examples in a leaf",
    "The words of a text, {n} in all",
]


def make(rng):
    counts = [int(each) for each in rng.permutation(COUNTS[rng.integers(len(COUNTS))])]
    n = sum(counts)
    story = STORIES[rng.integers(len(STORIES))].format(n=n)
    chances = [each / n for each in counts]
    parts = [-p * log2(p) for p in chances]
    value = sum(parts)
    listed = ", ".join(f"{each} × {name}" for each, name in zip(counts, "ABCD", strict=False))
    return Exercise(
        ask=(
            f"{story}: **{listed}**. What is the entropy of this distribution in **bits** (logarithm to base 2)? "
            "Give it to three decimals. You may need $\\log_2 3 = 1.5850$, $\\log_2 5 = 2.3219$, $\\log_2 7 = 2.8074$."
        ),
        answer=number(value, within=0.002, unit="bits"),
        steps=[
            "H = Σ p · log2(1/p) with p = " + ", ".join(f"{each}/{n}" for each in counts) + ".",
            "Terms: " + " + ".join(f"{p:g} × {log2(1 / p):.4f}" for p in chances) + ".",
            "= " + " + ".join(f"{each:.4f}" for each in parts) + f" = **{value:.3f} bits**.",
        ],
        slips={
            "used natural logarithms: that is the entropy in nats": sum(-p * log(p) for p in chances),
            "used logarithms to base 10": sum(-p * log10(p) for p in chances),
            "lost the minus sign": -value,
            "averaged the surprises without weighting them by their probabilities": sum(
                -log2(p) for p in chances
            )
            / len(chances),
            "took the classes for equally likely: that is the largest possible entropy": log2(len(chances)),
            "gave the Gini impurity": 1 - sum(p * p for p in chances),
        },
        facts={"counts": counts},
    )
