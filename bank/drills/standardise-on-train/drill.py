"""Test values standardised with the mean and the standard deviation of the training values."""

import numpy as np

from hotseat.drills import Exercise, vector

PATTERNS = (
    ((-7, -1, 1, 7), 5),
    ((-3, -1, 0, 1, 3), 2),
    ((-6, -2, 0, 2, 6), 4),
    ((-3, -3, 3, 3), 3),
    ((-9, -3, 0, 3, 9), 6),
    ((-4, -4, 4, 4), 4),
)


def make(rng):
    """One exercise."""
    offsets, deviation = PATTERNS[int(rng.integers(0, len(PATTERNS)))]
    mean = int(rng.integers(10, 40))
    train = mean + rng.permutation(np.array(offsets))
    while True:
        test = mean + rng.integers(-12, 16, size=2)
        if abs(int(test[0] - test[1])) > 2 and abs(int(test.sum()) - 2 * mean) > 4:
            break
    value = (test - mean) / deviation
    both = np.concatenate([train, test])
    size = len(train)
    return Exercise(
        ask=(
            f"A feature has the training values {', '.join(map(str, train.tolist()))} and the test values "
            f"{', '.join(map(str, test.tolist()))}. Standardise the two **test** values as in a model pipeline without "
            "leakage. The standard deviation is the population one (divide by n, ddof = 0). Give both in order, "
            "to two decimals."
        ),
        answer=vector(value, within=0.01),
        steps=[
            f"Training mean: {int(train.sum())} / {size} = {mean}.",
            f"Training variance: ({' + '.join(str(int(gap) ** 2) for gap in train - mean)}) / {size} = {deviation**2}; "
            f"standard deviation {deviation}.",
            f"Test values: ({test[0]} − {mean}) / {deviation} = **{value[0]:.2f}** and "
            f"({test[1]} − {mean}) / {deviation} = **{value[1]:.2f}**.",
        ],
        slips={
            "fitted the scaler on the test values": (test - test.mean()) / test.std(),
            "fitted the scaler on training and test values together, which leaks": (test - both.mean())
            / both.std(),
            "used ddof = 1": (test - mean) / train.std(ddof=1),
            "divided by the variance": (test - mean) / deviation**2,
            "centred, but did not scale": test - mean,
            "scaled to the range of the training values": (test - train.min()) / np.ptp(train),
        },
        facts={"train": train.tolist(), "test": test.tolist()},
    )
