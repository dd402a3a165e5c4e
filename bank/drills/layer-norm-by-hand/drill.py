"""One token of a batch through layer normalisation."""

import numpy as np

from hotseat.drills import Exercise, vector

PATTERNS = ([-2, -2, 2, 2], [5, -1, -1, -3], [7, 1, -1, -7], [3, -3, 3, -3])


def make(rng):
    """A row whose population standard deviation is a whole number, beside two other ones."""
    pattern = PATTERNS[int(rng.integers(len(PATTERNS)))]
    spread = rng.permutation(pattern) * int(rng.choice([-1, 1])) * int(rng.choice([1, 2]))
    mean = int(rng.integers(-2, 12))
    asked = int(rng.integers(3))
    table = rng.integers(-5, 15, size=(3, 4))
    table[asked] = spread + mean
    gamma = rng.choice([0.5, 1.0, 2.0, 3.0], size=4)
    beta = rng.choice([-1, 0, 1, 2], size=4)
    var = float(np.mean(spread**2))
    normal = spread / var**0.5
    out = gamma * normal + beta
    with np.errstate(all="ignore"):
        down = (table - table.mean(axis=0)) / table.std(axis=0)
    rms = table[asked] / np.sqrt(np.mean(table[asked].astype(float) ** 2))
    rows = "\n".join(
        f"| {i} | {' | '.join(map(str, row))} |" for i, row in enumerate(table.tolist(), start=1)
    )
    return Exercise(
        ask=(
            "A layer normalisation over the four features gets three tokens, one per row:\n\n"
            f"| token | f1 | f2 | f3 | f4 |\n|---|---|---|---|---|\n{rows}\n\n"
            f"Its parameters are $\\gamma = ({', '.join(f'{g:g}' for g in gamma)})$ and "
            f"$\\beta = ({', '.join(map(str, beta.tolist()))})$, one per feature. The variance is the biased one "
            f"and $\\varepsilon = 0$. What is the output for token **{asked + 1}**? Give four numbers to three "
            "decimals."
        ),
        answer=vector(out, within=0.002),
        steps=[
            f"Mean of the token over its features: {mean}.",
            f"Deviations: ({', '.join(map(str, spread.tolist()))}).",
            f"Variance: {int(np.sum(spread**2))} / 4 = {var:g}; standard deviation {var**0.5:g}.",
            f"Normalised: ({', '.join(f'{v:.3f}' for v in normal)}).",
            "Times $\\gamma$, plus $\\beta$, feature by feature: "
            f"**({', '.join(f'{v:.3f}' for v in out)})**.",
        ],
        slips={
            "divided the squares by n - 1 instead of n": gamma * spread / np.std(spread, ddof=1) + beta,
            "normalised down the columns, as batch normalisation does": gamma * down[asked] + beta,
            "divided by the variance instead of the standard deviation": gamma * spread / var + beta,
            "left out the scale and the shift": normal,
            "did not subtract the mean: that is RMS normalisation": gamma * rms + beta,
            "added beta before multiplying by gamma": gamma * (normal + beta),
        },
        facts={"table": table.tolist(), "asked": asked, "gamma": gamma.tolist(), "beta": beta.tolist()},
    )
