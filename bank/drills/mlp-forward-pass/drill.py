"""The output of a two-layer network with ReLU."""

import numpy as np

from hotseat.drills import Exercise, vector


def _matrix(rows):
    return "\\begin{pmatrix} " + " \\\\ ".join(" & ".join(map(str, row)) for row in rows) + " \\end{pmatrix}"


def make(rng):
    """Two inputs, three hidden units of which one or two are off, two outputs."""
    while True:
        x = rng.integers(-2, 4, size=2)
        w1, b1 = rng.integers(-2, 3, size=(3, 2)), rng.integers(-2, 3, size=3)
        w2, b2 = rng.integers(-2, 3, size=(2, 3)), rng.integers(-3, 4, size=2)
        z = w1 @ x + b1
        out = w2 @ np.maximum(z, 0) + b2
        if x.all() and z.all() and 1 <= (z < 0).sum() <= 2 and (w2[:, z < 0] != 0).any() and out.min() < 0:
            break
    h = np.maximum(z, 0)
    x, w1, b1, w2, b2, z, h, out = (a.tolist() for a in (x, w1, b1, w2, b2, z, h, out))
    A1, A2 = np.array(w1), np.array(w2)
    hidden = np.maximum(A1 @ x, 0)
    return Exercise(
        ask=(
            f"A network computes $h = \\mathrm{{ReLU}}(W_1 x + b_1)$ and $y = W_2 h + b_2$ (no activation at the "
            "output), with column vectors and\n\n"
            f"$W_1 = {_matrix(w1)}, \\quad b_1 = {_matrix([[v] for v in b1])}, \\quad W_2 = {_matrix(w2)}, \\quad "
            f"b_2 = {_matrix([[v] for v in b2])}$.\n\n"
            f"What is $y$ for $x = ({x[0]}, {x[1]})^\\top$? Give its two components, whole numbers."
        ),
        answer=vector(out, within=0.01),
        steps=[
            f"$W_1 x + b_1 = ({z[0]}, {z[1]}, {z[2]})$.",
            f"ReLU sets the negative ones to 0: $h = ({h[0]}, {h[1]}, {h[2]})$.",
            f"$W_2 h = ({', '.join(map(str, (A2 @ h).tolist()))})$.",
            f"Add $b_2$: $y$ = **({out[0]}, {out[1]})**.",
        ],
        slips={
            "left the ReLU out": A2 @ z + b2,
            "applied the ReLU to the output as well": np.maximum(out, 0),
            "left out both biases": A2 @ hidden,
            "left out the bias of the first layer": A2 @ hidden + b2,
            "left out the bias of the second layer": A2 @ h,
            "took absolute values instead of the ReLU": A2 @ np.abs(z) + b2,
        },
        facts={"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2},
    )
