"""Slope and intercept of simple linear regression."""

import numpy as np

from hotseat.drills import Exercise, vector


def make(rng):
    """One exercise."""
    size = int(rng.integers(4, 6))
    while True:
        x = np.sort(rng.choice(np.arange(0, 10), size=size, replace=False))
        y = rng.integers(0, 15, size=size)
        if x.sum() % size == 0 and y.sum() % size == 0 and np.ptp(y):
            dx, dy = x - x.sum() // size, y - y.sum() // size
            sxy, sxx, syy = int((dx * dy).sum()), int((dx**2).sum()), int((dy**2).sum())
            if sxy:
                break
    mean_x, mean_y = int(x.sum()) // size, int(y.sum()) // size
    slope = sxy / sxx
    intercept = mean_y - slope * mean_x
    origin = float((x * y).sum() / (x**2).sum())
    correlation = sxy / (sxx * syy) ** 0.5
    ends = float((y[-1] - y[0]) / (x[-1] - x[0]))
    points = ", ".join(f"({a}, {b})" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    return Exercise(
        ask=(
            f"Fit $y = a + bx$ by ordinary least squares to the points (x, y): {points}. Give the slope $b$ and the "
            "intercept $a$, in this order, to two decimals."
        ),
        answer=vector([slope, intercept], within=0.011),
        steps=[
            f"Means: x {mean_x}, y {mean_y}.",
            f"Sum of (x − {mean_x})(y − {mean_y}): {sxy}. Sum of (x − {mean_x})²: {sxx}.",
            f"Slope: {sxy} / {sxx} = **{slope:.2f}**.",
            f"Intercept: {mean_y} − ({slope:.4f}) × {mean_x} = **{intercept:.2f}**.",
        ],
        slips={
            "regressed x on y, and gave the line of that": [sxy / syy, mean_x - sxy / syy * mean_y],
            "divided by the spread of y, not of x": [sxy / syy, mean_y - sxy / syy * mean_x],
            "fitted a line through the origin": [origin, 0.0],
            "gave the correlation as the slope": [correlation, mean_y - correlation * mean_x],
            "joined the first and the last point": [ends, float(y[0]) - ends * float(x[0])],
            "swapped slope and intercept": [intercept, slope],
        },
        facts={"x": x.tolist(), "y": y.tolist()},
    )
