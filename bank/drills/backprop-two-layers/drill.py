"""The gradient of a first-layer weight of a two-layer net with ReLU and squared loss."""

from hotseat.drills import Exercise, number


def make(rng):
    """One input, two hidden units, one output; mostly the asked unit is alive."""
    want_alive = bool(rng.random() < 0.8)
    while True:
        x = int(rng.choice([-3, -2, 2, 3]))
        w, b = ([int(v) for v in rng.integers(-3, 4, size=2)] for _ in range(2))
        v = [int(u) for u in rng.choice([-3, -2, 2, 3], size=2)]
        c, y = int(rng.integers(-2, 3)), int(rng.integers(-5, 6))
        asked = int(rng.integers(2))
        z = [w[j] * x + b[j] for j in range(2)]
        h = [max(value, 0) for value in z]
        out = v[0] * h[0] + v[1] * h[1] + c
        error = out - y
        if (
            0 not in z
            and 0 not in w
            and error not in (0, 1)
            and abs(error) <= 12
            and want_alive == (z[asked] > 0)
        ):
            break
    gate = 1 if z[asked] > 0 else 0
    gradient = 2 * error * v[asked] * gate * x
    j = asked + 1
    return Exercise(
        ask=(
            "A net with one input, two hidden units and one output computes\n\n"
            "$$h_j = \\max(0,\\ w_j x + b_j), \\qquad \\hat y = v_1 h_1 + v_2 h_2 + c, \\qquad "
            "L = (\\hat y - y)^2.$$\n\n"
            "| $x$ | $y$ | $w_1$ | $w_2$ | $b_1$ | $b_2$ | $v_1$ | $v_2$ | $c$ |\n"
            "|---|---|---|---|---|---|---|---|---|\n"
            f"| {x} | {y} | {w[0]} | {w[1]} | {b[0]} | {b[1]} | {v[0]} | {v[1]} | {c} |\n\n"
            f"What is $\\partial L / \\partial w_{j}$ at these values? The loss has no factor of one half. "
            "The answer is a whole number."
        ),
        answer=number(gradient, within=0.01),
        steps=[
            f"Forward: $w_j x + b_j$ gives ({z[0]}, {z[1]}), after the ReLU ({h[0]}, {h[1]}).",
            f"Output: $({v[0]})({h[0]}) + ({v[1]})({h[1]}) + ({c}) = {out}$, so $\\hat y - y = {error}$.",
            f"Chain rule: $\\partial L / \\partial w_{j} = 2(\\hat y - y) \\cdot v_{j} \\cdot "
            f"[w_{j} x + b_{j} > 0] \\cdot x$.",
            f"$2({error}) \\cdot ({v[asked]}) \\cdot {gate} \\cdot ({x})$ = **{gradient}**.",
        ],
        slips={
            "dropped the 2 that comes from the square": error * v[asked] * gate * x,
            "let the gradient pass a ReLU that is off": 2 * error * v[asked] * x,
            "left out the input $x$: that is the gradient of the bias": 2 * error * v[asked] * gate,
            "left out the second-layer weight": 2 * error * gate * x,
            "took $y - \\hat y$: the sign is flipped": -gradient,
            "gave the gradient of the second-layer weight": 2 * error * h[asked],
        },
        facts={"x": x, "y": y, "w": w, "b": b, "v": v, "c": c, "asked": asked},
    )
