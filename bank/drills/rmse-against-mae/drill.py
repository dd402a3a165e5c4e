"""RMSE and MAE of a few predictions, one of them far off."""

import math

from hotseat.drills import Exercise, vector


def make(rng):
    """One exercise."""
    size = int(rng.integers(4, 6))
    while True:
        errors = [int(error) for error in rng.integers(-3, 4, size=size)]
        errors[int(rng.integers(0, size))] = int(rng.choice([-10, -8, -6, 6, 8, 10]))
        if sum(error != 0 for error in errors) > 2 and min(errors) < 0 < max(errors):
            break
    truth = [int(value) for value in rng.integers(12, 40, size=size)]
    predicted = [value + error for value, error in zip(truth, errors, strict=True)]
    squares = sum(error**2 for error in errors)
    absolute = sum(map(abs, errors))
    rmse, mae = math.sqrt(squares / size), absolute / size
    worst = max(map(abs, errors))
    return Exercise(
        ask=(
            f"True values: {', '.join(map(str, truth))}. Predictions, in the same order: "
            f"{', '.join(map(str, predicted))}. Give the **RMSE** and the **MAE**, in this order, to two decimals."
        ),
        answer=vector([rmse, mae], within=0.01),
        steps=[
            f"Errors (prediction − truth): {', '.join(map(str, errors))}.",
            f"RMSE: the squares add up to {squares}; the root of {squares} / {size} is **{rmse:.2f}**.",
            f"MAE: the absolute errors add up to {absolute}; {absolute} / {size} = **{mae:.2f}**.",
            f"The largest error, {worst}, makes {worst**2 / squares:.0%} of the squared sum but "
            f"{worst / absolute:.0%} of the absolute one.",
        ],
        slips={
            "swapped RMSE and MAE": [mae, rmse],
            "did not take the root: that is the MSE": [squares / size, mae],
            "divided by n - 1 in the RMSE": [math.sqrt(squares / (size - 1)), mae],
            "let errors of opposite signs cancel in the MAE": [rmse, sum(errors) / size],
            "let errors of opposite signs cancel in the MAE, and dropped the sign at the end": [
                rmse,
                abs(sum(errors)) / size,
            ],
            "divided by n after the root, not before": [math.sqrt(squares) / size, mae],
        },
        facts={"truth": truth, "predicted": predicted},
    )
