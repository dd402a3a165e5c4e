"""The ridge weight of one feature without intercept, for a stated loss."""

import numpy as np

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    size = int(rng.integers(3, 5))
    while True:
        x, y = rng.integers(-3, 5, size=size), rng.integers(-6, 10, size=size)
        sxy, sxx = int((x * y).sum()), int((x**2).sum())
        if abs(sxy) > 5 and sxx > 5:
            break
    penalty = int(rng.integers(1, 13))
    is_mean = bool(rng.integers(0, 2))
    strength = size * penalty if is_mean else penalty
    weight = sxy / (sxx + strength)
    loss = rf"\frac{{1}}{{{size}}}\sum_i (y_i - w x_i)^2" if is_mean else r"\sum_i (y_i - w x_i)^2"
    points = ", ".join(f"({a}, {b})" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    other = penalty if is_mean else size * penalty
    lasso = float(np.sign(sxy)) * max(abs(sxy) - strength / 2, 0) / sxx
    multiplied = f"{size} × {penalty}" if is_mean else f"{penalty}"
    return Exercise(
        ask=(
            f"Points (x, y): {points}. There is one weight and no intercept. Which $w$ minimises "
            f"${loss} + {penalty}\\,w^2$? Give it to three decimals."
        ),
        answer=number(weight, within=0.001),
        steps=[
            f"Σxy = {sxy}, Σx² = {sxx}.",
            f"Setting the derivative to 0: w (Σx² + {multiplied}) = Σxy"
            + (f", as the loss is a mean over {size} points." if is_mean else "."),
            f"w = {sxy} / ({sxx} + {strength}) = **{weight:.3f}**.",
        ],
        slips={
            "left the penalty out: that is ordinary least squares": sxy / sxx,
            (
                "took the loss for a sum: here it is a mean, so the penalty counts once per point"
                if is_mean
                else "took the loss for a mean: here it is a sum, so the penalty counts once"
            ): sxy / (sxx + other),
            "differentiated the penalty twice as strongly as the squared errors": sxy / (sxx + 2 * strength),
            "differentiated the penalty half as strongly as the squared errors": sxy / (sxx + strength / 2),
            "shrank by a constant, as an absolute penalty (lasso) does": lasso,
            "subtracted the penalty in the denominator": sxy / (sxx - strength)
            if sxx != strength
            else np.nan,
        },
        facts={"x": x.tolist(), "y": y.tolist(), "penalty": penalty, "is_mean": is_mean},
    )
