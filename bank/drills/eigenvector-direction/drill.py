"""The unit eigenvector of the largest eigenvalue of a covariance matrix."""

import math

from hotseat.drills import Exercise, vector

# (difference of the diagonal, off-diagonal, difference of the eigenvalues)
KINDS = [
    (0, 1, 2),
    (0, 2, 4),
    (3, 2, 5),
    (8, 3, 10),
    (6, 4, 10),
    (5, 6, 13),
    (15, 4, 17),
    (12, 8, 20),
    (9, 6, 15),
]


def make(rng):
    gap, b, spread = KINDS[rng.integers(len(KINDS))]
    least = (spread - gap) // 2 + 1
    c = least + int(rng.integers(0, 6))
    a = c + gap
    if rng.integers(2):
        a, c = c, a
    if rng.integers(2):
        b = -b
    high = (a + c + spread) // 2
    first, second = b, high - a
    shrink = math.gcd(first, second)
    first, second = first // shrink, second // shrink
    if first < 0:
        first, second = -first, -second
    length = math.hypot(first, second)
    unit = [first / length, second / length]
    return Exercise(
        ask=(
            "Two centred features have the covariance matrix\n\n"
            f"$S = \\begin{{pmatrix}} {a} & {b} \\\\ {b} & {c} \\end{{pmatrix}}$\n\n"
            f"Its larger eigenvalue is **{high}**. What is its eigenvector of length 1 (the first principal "
            "direction)? Give its two components to three decimals; either sign is right."
        ),
        answer=vector(unit, within=0.001, is_up_to_sign=True),
        steps=[
            f"(S − {high}I)v = 0 has the first row {a - high}·v₁ {'-' if b < 0 else '+'} {abs(b)}·v₂ = 0.",
            f"So v is a multiple of ({first}, {second}).",
            f"Its length is √({first**2} + {second**2}) = √{first**2 + second**2} = {length:.4f}.",
            f"Divided by it: **[{unit[0]:.3f}, {unit[1]:.3f}]**, or the same with both signs changed.",
        ],
        slips={
            "gave the eigenvector of the smaller eigenvalue": [-unit[1], unit[0]],
            "exchanged the two components": [unit[1], unit[0]],
            "turned the sign of one component only": [unit[0], -unit[1]],
            "did not scale the eigenvector to length 1": [first, second],
            "scaled the components to a sum of absolute values of 1, not to a length of 1": [
                first / (abs(first) + abs(second)),
                second / (abs(first) + abs(second)),
            ],
            "took the larger diagonal entry's axis, as if the features were uncorrelated": [
                int(a >= c),
                int(a < c),
            ],
        },
        facts={"matrix": [[a, b], [b, c]]},
    )
