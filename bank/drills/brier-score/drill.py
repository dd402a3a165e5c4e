"""The Brier score of a few binary forecasts."""

import math

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    size = int(rng.integers(4, 6))
    while True:
        labels = [int(label) for label in rng.integers(0, 2, size=size)]
        chances = [int(tenth) / 10 for tenth in rng.integers(0, 11, size=size)]
        if 0 < sum(labels) < size:
            break
    gaps = [chance - label for label, chance in zip(labels, chances, strict=True)]
    squares = [gap**2 for gap in gaps]
    value = sum(squares) / size
    rows = "\n".join(f"|{label}|{chance:g}|" for label, chance in zip(labels, chances, strict=True))
    is_right = [(chance >= 0.5) == bool(label) for label, chance in zip(labels, chances, strict=True)]
    return Exercise(
        ask=(
            f"Forecasts of a binary event:\n\n|happened (1) or not (0)|forecast probability|\n|---|---|\n{rows}\n\n"
            "What is the **Brier score**, as the mean squared difference between the forecast probability and the "
            "outcome? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            "Differences: " + ", ".join(f"{gap:+.1f}" for gap in gaps) + ".",
            "Squares: "
            + ", ".join(f"{square:.2f}" for square in squares)
            + f"; their sum is {sum(squares):.2f}.",
            f"Mean: {sum(squares):.2f} / {size} = **{value:.3f}**.",
        ],
        slips={
            "took absolute differences, not squares": sum(map(abs, gaps)) / size,
            "gave the sum, not the mean": sum(squares),
            "took the square root of the mean": math.sqrt(value),
            "added the squares for both outcomes, as in Brier's first definition": 2 * value,
            "squared the mean difference": (sum(gaps) / size) ** 2,
            "rounded the forecasts to 0 or 1 first (0.5 up)": 1 - sum(is_right) / size,
        },
        facts={"labels": labels, "chances": chances},
    )
