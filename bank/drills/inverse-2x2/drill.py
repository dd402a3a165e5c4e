"""The inverse of a 2 x 2 matrix with a friendly determinant."""

from hotseat.drills import Exercise, vector


def in_brackets(value):
    return f"({value})" if value < 0 else f"{value}"


def make(rng):
    while True:
        a, b, c, d = (int(each) for each in rng.integers(-5, 8, size=4))
        determinant = a * d - b * c
        if abs(determinant) in (2, 4, 5, 8, 10) and b and c and a != d and b != c:
            break
    inverse = [d / determinant, -b / determinant, -c / determinant, a / determinant]
    added = a * d + b * c
    shown = ", ".join(f"{each + 0.0:.3f}" for each in inverse)
    return Exercise(
        ask=(
            f"What is the inverse of\n\n$A = \\begin{{pmatrix}} {a} & {b} \\\\ {c} & {d} \\end{{pmatrix}}$\n\n"
            "Give its four entries row by row: first row, then second row. Fractions or decimals (to three places) "
            "are both fine."
        ),
        answer=vector(inverse, within=0.001),
        steps=[
            f"Determinant: {a} × {in_brackets(d)} − {in_brackets(b)} × {in_brackets(c)} = {determinant}.",
            f"Exchange the diagonal entries and change the sign of the other two: [{d}, {-b}; {-c}, {a}].",
            f"Divide by {determinant}: **[{shown}]**.",
        ],
        slips={
            "did not divide by the determinant": [d, -b, -c, a],
            "did not exchange the diagonal entries": [
                a / determinant,
                -b / determinant,
                -c / determinant,
                d / determinant,
            ],
            "did not change the signs off the diagonal": [
                d / determinant,
                b / determinant,
                c / determinant,
                a / determinant,
            ],
            "transposed the result": [d / determinant, -c / determinant, -b / determinant, a / determinant],
            "added instead of subtracting in the determinant": [d / added, -b / added, -c / added, a / added]
            if added
            else [float("nan")] * 4,
            "inverted every entry on its own": [1 / each if each else float("nan") for each in (a, b, c, d)],
        },
        facts={"matrix": [[a, b], [c, d]]},
    )
