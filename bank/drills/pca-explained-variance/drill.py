"""The explained-variance ratio from a 2x2 covariance matrix or from eigenvalues."""

import math

from hotseat.drills import Exercise, number

TRIPLES = (
    (3, 4, 5),
    (4, 3, 5),
    (5, 12, 13),
    (6, 8, 10),
    (8, 6, 10),
    (0, 2, 2),
    (0, 3, 3),
    (0, 4, 4),
    (0, 5, 5),
)


def _from_eigenvalues(rng):
    values = sorted((int(value) for value in rng.choice(range(1, 21), size=5, replace=False)), reverse=True)
    kept = int(rng.integers(2, 4))
    total, part = sum(values), sum(values[:kept])
    shuffled = [values[int(place)] for place in rng.permutation(5)]
    roots = [math.sqrt(value) for value in values]
    return Exercise(
        ask=(
            f"The covariance matrix of five centred features has the eigenvalues {', '.join(map(str, shuffled))}. "
            f"What share of the total variance do the first **{kept}** principal components explain together? "
            "Give it as a fraction to three decimals."
        ),
        answer=number(part / total, within=0.001),
        steps=[
            f"An eigenvalue is the variance along its component. Sorted: {', '.join(map(str, values))}; sum {total}.",
            f"The largest {kept}: {' + '.join(map(str, values[:kept]))} = {part}.",
            f"Share: {part} / {total} = **{part / total:.3f}**.",
        ],
        slips={
            "took the eigenvalues in the order given, not the largest ones": sum(shuffled[:kept]) / total,
            f"gave the share of component {kept} alone": values[kept - 1] / total,
            "squared the eigenvalues, as one does with singular values": sum(
                value**2 for value in values[:kept]
            )
            / sum(value**2 for value in values),
            "took square roots: that compares standard deviations": sum(roots[:kept]) / sum(roots),
            "gave the share that is lost": 1 - part / total,
            "counted the components, as if all explained the same": kept / 5,
        },
        facts={
            "matrix": [
                [value if row == column else 0 for column in range(5)] for row, value in enumerate(shuffled)
            ],
            "kept": kept,
        },
    )


def _from_covariance(rng):
    half, off, root = TRIPLES[int(rng.integers(0, len(TRIPLES)))]
    middle = root + int(rng.integers(1, 9))
    sign = int(rng.choice([-1, 1]))
    a, c = (middle + half, middle - half) if rng.integers(0, 2) else (middle - half, middle + half)
    b = sign * off
    first, second = middle + root, middle - root
    matrix = rf"\begin{{pmatrix}}{a} & {b}\\{b} & {c}\end{{pmatrix}}"
    value = first / (first + second)
    return Exercise(
        ask=(
            f"Two centred features have the covariance matrix ${matrix}$. What share of the total variance "
            "does the **first** principal component explain? Give it as a fraction to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Trace {a} + {c} = {a + c}; determinant {a} × {c} − ({b})² = {a * c - b * b}.",
            f"λ² − {a + c}λ + {a * c - b * b} = 0 gives λ = {middle} ± {root}: {first} and {second}.",
            f"Share of the first: {first} / {first + second} = **{value:.3f}**.",
        ],
        slips={
            "took the larger diagonal entry for the first eigenvalue": max(a, c) / (a + c),
            "gave the share of the second component": second / (a + c),
            "took square roots: that compares standard deviations": math.sqrt(first)
            / (math.sqrt(first) + math.sqrt(second)),
            "squared the eigenvalues, as one does with singular values": first**2 / (first**2 + second**2),
            "gave the eigenvalue, not its share": first,
            "divided the smaller eigenvalue by the larger one": second / first,
        },
        facts={"matrix": [[a, b], [b, c]], "kept": 1},
    )


def make(rng):
    """One exercise."""
    return _from_covariance(rng) if rng.random() < 0.6 else _from_eigenvalues(rng)
