"""One feature of a batch through batch normalisation in training."""

import numpy as np

from hotseat.drills import Exercise, vector

PATTERNS = (
    [-2, -2, 2, 2],
    [5, -1, -1, -3],
    [7, 1, -1, -7],
    [3, 1, 0, -1, -3],
    [4, -1, -1, -1, -1],
    [3, -3, 3, -3],
)


def make(rng):
    """A column whose population standard deviation is a whole number, beside another one."""
    pattern = PATTERNS[int(rng.integers(len(PATTERNS)))]
    spread = rng.permutation(pattern) * int(rng.choice([-1, 1])) * int(rng.choice([1, 2]))
    mean = int(rng.integers(-2, 12))
    column = spread + mean
    other = rng.integers(-5, 15, size=len(column))
    asked = int(rng.integers(2))
    table = np.stack([other, column] if asked else [column, other], axis=1)
    gamma = float(rng.choice([0.5, 1, 2, 3]))
    beta = int(rng.choice([-2, -1, 1, 2]))
    var = float(np.mean(spread**2))
    std = var**0.5
    normal = spread / std
    out = gamma * normal + beta
    n = len(column)
    rows = "\n".join(f"| {i} | {a} | {b} |" for i, (a, b) in enumerate(table.tolist(), start=1))
    name = "AB"[asked]
    return Exercise(
        ask=(
            "A batch-normalisation layer in **training** mode gets this batch, one example per row:\n\n"
            f"| example | A | B |\n|---|---|---|\n{rows}\n\n"
            f"For feature {name} it has $\\gamma = {gamma:g}$ and $\\beta = {beta}$. The variance is the biased one "
            "(divided by the batch size) and $\\varepsilon = 0$. What does the layer put out for feature "
            f"{name}? Give one number per example, in order, to three decimals."
        ),
        answer=vector(out, within=0.002),
        steps=[
            f"Mean of {name} over the batch: {mean}.",
            f"Deviations: ({', '.join(map(str, spread.tolist()))}).",
            f"Variance: {int(np.sum(spread**2))} / {n} = {var:g}; standard deviation {std:g}.",
            f"Normalised: ({', '.join(f'{v:.3f}' for v in normal)}).",
            f"Times {gamma:g}, plus ({beta}): **({', '.join(f'{v:.3f}' for v in out)})**.",
        ],
        slips={
            "divided the squares by n - 1 instead of n": gamma * spread / np.std(spread, ddof=1) + beta,
            "divided by the variance instead of the standard deviation": gamma * spread / var + beta,
            "left out the scale and the shift": normal,
            "swapped gamma and beta": beta * normal + gamma,
            "added beta before multiplying by gamma": gamma * (normal + beta),
            "took mean and variance over both features together": gamma
            * (column - table.mean())
            / table.std()
            + beta,
        },
        facts={"table": table.tolist(), "asked": asked, "gamma": gamma, "beta": beta},
    )
