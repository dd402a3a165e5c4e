"""Two steps of gradient descent with momentum on a parabola."""

from hotseat.drills import Exercise, number


def in_brackets(value):
    return f"({value})" if value < 0 else f"{value}"


def make(rng):
    a = int(rng.choice([1, 2, 3, 4]))
    c = int(rng.integers(-3, 4))
    while True:
        w = int(rng.integers(-4, 7))
        if w != c:
            break
    rate, beta = float(rng.choice([0.1, 0.2])), float(rng.choice([0.5, 0.8, 0.9]))

    def slope(at):
        return 2 * a * (at - c)

    g1 = slope(w)
    w1 = w - rate * g1
    g2 = slope(w1)
    v2 = beta * g1 + g2
    w2 = w1 - rate * v2
    plain = w1 - rate * g2
    averaged_1 = w - rate * (1 - beta) * g1
    averaged = averaged_1 - rate * (beta * (1 - beta) * g1 + (1 - beta) * slope(averaged_1))
    inside = "w" if c == 0 else f"(w {'-' if c > 0 else '+'} {abs(c)})"
    return Exercise(
        ask=(
            f"You minimise $f(w) = {'' if a == 1 else a}{inside}^2$ by gradient descent with momentum:\n\n"
            "$$v \\leftarrow \\beta v + f'(w), \\qquad w \\leftarrow w - \\eta v$$\n\n"
            f"with $\\beta = {beta}$, $\\eta = {rate}$, $v = 0$ at first and $w = {w}$ at first. What is $w$ after "
            "**two** steps? Give it to three decimals."
        ),
        answer=number(w2, within=0.001),
        steps=[
            f"f'(w) = {2 * a}{inside}.",
            f"Step 1: f'({w}) = {g1}; v = {g1}; w = {w} − {rate} × {in_brackets(g1)} = {w1:.3f}.",
            f"Step 2: f'({w1:.3f}) = {g2:.3f}; "
            f"v = {beta} × {in_brackets(g1)} + {in_brackets(round(g2, 4))} = {v2:.3f}.",
            f"w = {w1:.3f} − {rate} × {in_brackets(round(v2, 4))} = **{round(w2, 6) + 0.0:.3f}**.",
        ],
        slips={
            "left out the momentum": plain,
            "stopped after one step": w1,
            "used the gradient at the starting point again in step 2": w1 - rate * (beta * g1 + g1),
            "weighted the gradient with 1 - beta, as in a moving average": averaged,
            "left the learning rate off the old velocity in step 2": w1 - beta * g1 - rate * g2,
            "subtracted the old velocity instead of adding it": w1 - rate * (g2 - beta * g1),
        },
        facts={"a": a, "c": c, "w": w, "rate": rate, "beta": beta},
    )
