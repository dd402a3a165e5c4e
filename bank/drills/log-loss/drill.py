"""The mean log loss of a few probability forecasts."""

import math

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    size = int(rng.integers(3, 5))
    while True:
        labels = [int(label) for label in rng.integers(0, 2, size=size)]
        tenths = [int(tenth) for tenth in rng.integers(1, 10, size=size)]
        if 0 < sum(labels) < size and 5 not in tenths:
            break
    chances = [tenth / 10 for tenth in tenths]
    given = [chance if label else 1 - chance for label, chance in zip(labels, chances, strict=True)]
    losses = [-math.log(chance) for chance in given]
    value = sum(losses) / size
    rows = "\n".join(f"|{label}|{chance:g}|" for label, chance in zip(labels, chances, strict=True))
    logs = ", ".join(f"{tenth / 10:g}: −{-math.log(tenth / 10):.3f}" for tenth in range(1, 10))
    positive = [loss for loss, label in zip(losses, labels, strict=True) if label]
    return Exercise(
        ask=(
            f"A classifier predicts the probability of class 1:\n\n|label|p(class 1)|\n|---|---|\n{rows}\n\n"
            f"What is the **log loss** (binary cross-entropy), with the natural logarithm, as the mean over the "
            f"{size} examples? Logarithms: {logs}. Give it to three decimals."
        ),
        answer=number(value, within=0.002),
        steps=[
            "Probability given to the true label: " + ", ".join(f"{chance:g}" for chance in given) + ".",
            "Losses −ln p: " + ", ".join(f"{loss:.3f}" for loss in losses) + ".",
            f"Mean: {sum(losses):.3f} / {size} = **{value:.3f}**.",
        ],
        slips={
            "took ln of p(class 1) for every example, whatever its label": -sum(map(math.log, chances))
            / size,
            "gave the sum, not the mean": sum(losses),
            "left out the examples with label 0": sum(positive) / size,
            "left out the minus sign": -value,
            "took logarithms to base 2": value / math.log(2),
            "took the logarithm of the mean probability, not the mean of the logarithms": -math.log(
                sum(given) / size
            ),
        },
        facts={"labels": labels, "chances": chances},
    )
