"""Both eigenvalues of a symmetric 2 x 2 matrix, whole numbers."""

import math

from hotseat.drills import Exercise, vector

# (difference of the diagonal, off-diagonal, difference of the eigenvalues)
KINDS = [
    (0, 1, 2),
    (0, 2, 4),
    (0, 3, 6),
    (3, 2, 5),
    (8, 3, 10),
    (6, 4, 10),
    (5, 6, 13),
    (15, 4, 17),
    (12, 8, 20),
]


def in_brackets(value):
    return f"({value})" if value < 0 else f"{value}"


def make(rng):
    gap, b, spread = KINDS[rng.integers(len(KINDS))]
    c = int(rng.integers(-4, 7))
    a = c + gap
    if rng.integers(2):
        a, c = c, a
    if rng.integers(2):
        b = -b
    trace, determinant = a + c, a * c - b * b
    high, low = (trace + spread) // 2, (trace - spread) // 2

    def off(under):
        return [(trace + s * math.sqrt(under)) / 2 if under >= 0 else math.nan for s in (1, -1)]

    return Exercise(
        ask=(
            f"What are the eigenvalues of\n\n$A = \\begin{{pmatrix}} {a} & {b} \\\\ {b} & {c} \\end{{pmatrix}}$\n\n"
            "They are whole numbers. Give both, in any order."
        ),
        answer=vector([high, low], within=0.01, is_any_order=True),
        steps=[
            f"Trace t = {a} + {in_brackets(c)} = {trace}. Determinant d = {a} × {in_brackets(c)} − {in_brackets(b)}² = "
            f"{determinant}.",
            f"λ² − tλ + d = 0, so λ = (t ± √(t² − 4d)) / 2; t² − 4d = {trace**2} − 4 × {in_brackets(determinant)} = "
            f"{spread**2}.",
            f"λ = ({trace} ± {spread}) / 2.",
            f"So the eigenvalues are **{high} and {low}**.",
        ],
        slips={
            "read the eigenvalues off the diagonal, as if the matrix were diagonal": [a, c],
            "gave the trace and the determinant": [trace, determinant],
            "did not halve in the quadratic formula": [trace + spread, trace - spread],
            "took the wrong sign for the trace: these are the eigenvalues of -A": [-high, -low],
            "added the product of the off-diagonal entries to the determinant": off(
                trace**2 - 4 * (a * c + b * b)
            ),
            "left out the 4 in front of the determinant": off(trace**2 - determinant),
        },
        facts={"matrix": [[a, b], [b, c]]},
    )
