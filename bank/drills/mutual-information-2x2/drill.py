"""Mutual information in bits from a 2 x 2 table of joint probabilities."""

from math import log, log2

from hotseat.drills import Exercise, number

EASY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15}
STORIES = [("word present", "word absent", "spam", "not spam"), ("X = 1", "X = 0", "Y = 1", "Y = 0")]


def entropy(chances):
    return sum(-p * log2(p) for p in chances)


def make(rng):
    n = int(rng.choice([10, 20]))
    while True:
        a, b, c = (int(each) for each in rng.integers(1, n - 2, size=3))
        d = n - a - b - c
        if d < 1 or not {a, b, c, d, a + b, c + d, a + c, b + d} <= EASY:
            continue
        joint = [[a / n, b / n], [c / n, d / n]]
        rows, columns = [(a + b) / n, (c + d) / n], [(a + c) / n, (b + d) / n]
        cells = [(joint[i][j], rows[i], columns[j]) for i in range(2) for j in range(2)]
        value = sum(p * log2(p / (r * s)) for p, r, s in cells)
        if value > 0.03:
            break
    x1, x0, y1, y0 = STORIES[rng.integers(len(STORIES))]
    hx, hy, hxy = entropy(rows), entropy(columns), entropy([p for p, _, _ in cells])
    return Exercise(
        ask=(
            f"Joint probabilities of two binary variables:\n\n| | {y1} | {y0} |\n|---|---|---|\n"
            f"| {x1} | {joint[0][0]:g} | {joint[0][1]:g} |\n| {x0} | {joint[1][0]:g} | {joint[1][1]:g} |\n\n"
            "What is the mutual information of the row variable and the column variable in **bits** (logarithm to "
            "base 2)? Give it to three decimals. You may need $\\log_2 3 = 1.5850$, $\\log_2 5 = 2.3219$, "
            "$\\log_2 7 = 2.8074$."
        ),
        answer=number(value, within=0.002, unit="bits"),
        steps=[
            f"Margins: rows {rows[0]:g} and {rows[1]:g}, columns {columns[0]:g} and {columns[1]:g}.",
            "I = Σ p(x, y) · log2(p(x, y) / (p(x)p(y))).",
            *(
                f"{p:g} × log2({p:g} / ({r:g} × {s:g})) = {p * log2(p / (r * s)):.4f}."
                for p, r, s in cells[:2]
            ),
            "; ".join(
                f"{p:g} × log2({p:g} / ({r:g} × {s:g})) = {p * log2(p / (r * s)):.4f}"
                for p, r, s in cells[2:]
            )
            + ".",
            f"Sum: **{value:.3f} bits**; the same as H(X) + H(Y) − H(X, Y) = {hx:.4f} + {hy:.4f} − {hxy:.4f}.",
        ],
        slips={
            "used natural logarithms: that is the mutual information in nats": value * log(2),
            "gave the conditional entropy of the columns given the rows": hxy - hx,
            "gave the joint entropy": hxy,
            "weighted the logarithms with the product of the margins instead of the joint probabilities": sum(
                r * s * log2(p / (r * s)) for p, r, s in cells
            ),
            "left out the weights: added the bare logarithms": sum(log2(p / (r * s)) for p, r, s in cells),
            "gave the sum of the two entropies without subtracting the joint one": hx + hy,
        },
        facts={"joint": joint},
    )
