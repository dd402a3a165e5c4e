"""The gradient of the log loss at one example."""

import math

from hotseat.drills import Exercise, vector


def make(rng):
    """One exercise."""
    while True:
        x = [int(value) for value in rng.choice([-3, -2, -1, 1, 2, 3, 4], size=2, replace=False)]
        halves = [int(value) for value in rng.integers(-4, 5, size=3)]
        w, b = [halves[0] / 2, halves[1] / 2], halves[2] / 2
        z = w[0] * x[0] + w[1] * x[1] + b
        if abs(z) in (1, 2):
            break
    y = int(rng.integers(0, 2))
    p = 1 / (1 + math.exp(-z))
    error = p - y
    gradient = [error * x[0], error * x[1], error]
    squared = error * p * (1 - p)
    return Exercise(
        ask=(
            f"Logistic regression has weights $w = ({w[0]:g}, {w[1]:g})$ and bias $b = {b:g}$. For the single example "
            f"$x = ({x[0]}, {x[1]})$ with label $y = {y}$, give the gradient of the log loss (natural logarithm, no "
            "regularisation) with respect to $w_1$, $w_2$ and $b$, in this order, to three decimals. "
            "$\\sigma(1) = 0.7311$, $\\sigma(2) = 0.8808$."
        ),
        answer=vector(gradient, within=0.0015),
        steps=[
            f"z = {w[0]:g} × {x[0]} + {w[1]:g} × {x[1]} + {b:g} = {z:g}".replace("+ -", "− ").replace(
                "-", "−"
            )
            + ".",
            f"p = σ({z:g}) = {p:.4f}; for a negative z use σ(−z) = 1 − σ(z).",
            f"∂loss/∂z = p − y = {p:.4f} − {y} = {error:.4f}.",
            f"Times the inputs (x₁, x₂, 1): **({gradient[0]:.3f}, {gradient[1]:.3f}, {gradient[2]:.3f})**.",
        ],
        slips={
            "used y - p: that is the negative gradient": [-value for value in gradient],
            "multiplied by p(1 - p) as well, as for a squared error": [
                squared * x[0],
                squared * x[1],
                squared,
            ],
            "left out the sigmoid": [(z - y) * x[0], (z - y) * x[1], z - y],
            "forgot the label": [p * x[0], p * x[1], p],
            "multiplied by the weights, not by the inputs": [error * w[0], error * w[1], error],
            "left the bias out of z": [
                (1 / (1 + math.exp(b - z)) - y) * x[0],
                (1 / (1 + math.exp(b - z)) - y) * x[1],
                1 / (1 + math.exp(b - z)) - y,
            ],
        },
        facts={"x": x, "w": w, "b": b, "y": y},
    )
