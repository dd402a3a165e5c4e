"""R-squared of predictions, 1 - SS_res / SS_tot; it may be negative."""

import numpy as np

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    size = int(rng.integers(4, 6))
    while True:
        truth = rng.integers(1, 13, size=size)
        predicted = truth + rng.integers(-3, 4, size=size)
        if truth.sum() % size == 0 and np.ptp(truth) > 2 and np.ptp(predicted) and (truth != predicted).any():
            break
    mean = int(truth.sum()) // size
    residual, total = int(((truth - predicted) ** 2).sum()), int(((truth - mean) ** 2).sum())
    value = 1 - residual / total
    correlation = float(np.corrcoef(truth, predicted)[0, 1])
    return Exercise(
        ask=(
            f"On a test set the true values are {', '.join(map(str, truth.tolist()))} and a model predicts "
            f"{', '.join(map(str, predicted.tolist()))}, in the same order. What is $R^2$, the coefficient of "
            "determination, measured against the mean of these true values? Give it to three decimals; it may be "
            "negative."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Mean of the true values: {mean}.",
            f"Residual sum of squares: {' + '.join(str(int(gap) ** 2) for gap in truth - predicted)} = {residual}.",
            f"Total sum of squares around {mean}: {' + '.join(str(int(gap) ** 2) for gap in truth - mean)} = {total}.",
            f"R² = 1 − {residual} / {total} = **{value:.3f}**.",
        ],
        slips={
            "forgot to subtract from 1": residual / total,
            "squared the correlation: that equals R² only for a least-squares fit on its own data": correlation
            ** 2,
            "measured the total sum of squares around 0, not around the mean": 1
            - residual / int((truth**2).sum()),
            "measured the total sum of squares on the predictions": 1
            - residual / float(((predicted - predicted.mean()) ** 2).sum()),
            "divided the explained sum of squares by the total one": float(((predicted - mean) ** 2).sum())
            / total,
            "cut a negative value off at 0": max(value, 0.0),
        },
        facts={"truth": truth.tolist(), "predicted": predicted.tolist()},
    )
