"""Expectation and variance of a discrete variable that is given by its table."""

from hotseat.drills import Exercise, vector

STORIES = [
    "The number $X$ of retries of a request",
    "The number $X$ of items in an order",
    "The profit $X$ of one click, in cents,",
    "The score $X$ of a random guess",
]
TENTHS = [
    (1, 2, 3, 4),
    (1, 1, 3, 5),
    (2, 2, 3, 3),
    (1, 2, 2, 5),
    (1, 1, 2, 6),
    (2, 3, 5),
    (1, 4, 5),
    (2, 2, 6),
    (1, 3, 6),
]


def make(rng):
    weights = [int(each) for each in rng.permutation(TENTHS[rng.integers(len(TENTHS))])]
    values = sorted(int(each) for each in rng.choice(9, size=len(weights), replace=False))
    chances = [each / 10 for each in weights]
    mean = sum(p * x for p, x in zip(chances, values, strict=True))
    square = sum(p * x * x for p, x in zip(chances, values, strict=True))
    variance = square - mean**2
    flat = sum(values) / len(values)
    flat_variance = sum((x - flat) ** 2 for x in values) / len(values)
    story = STORIES[rng.integers(len(STORIES))]
    terms = " + ".join(f"{p} × {x}" for p, x in zip(chances, values, strict=True))
    squares = " + ".join(f"{p} × {x * x}" for p, x in zip(chances, values, strict=True))
    return Exercise(
        ask=(
            f"{story} has this distribution:\n\n"
            f"| $x$ | {' | '.join(map(str, values))} |\n|{'---|' * (len(values) + 1)}\n"
            f"| $P(X = x)$ | {' | '.join(map(str, chances))} |\n\n"
            "What are its expectation and its variance? Answer $[E[X], \\mathrm{Var}(X)]$, both to two decimals."
        ),
        answer=vector([mean, variance], within=0.01),
        steps=[
            f"E[X] = {terms} = {mean:.2f}.",
            f"E[X²] = {squares} = {square:.2f}.",
            f"Var(X) = E[X²] − E[X]² = {square:.2f} − {mean:.2f}² = {variance:.2f}.",
            f"Together: **[{mean:.2f}, {variance:.2f}]**.",
        ],
        slips={
            "gave E[X²] for the variance: E[X]² was not subtracted": [mean, square],
            "gave the standard deviation instead of the variance": [mean, variance**0.5],
            "subtracted E[X] instead of its square from E[X²]": [mean, square - mean],
            "gave every value the same weight instead of its probability": [flat, flat_variance],
            "averaged the absolute deviations instead of the squared ones": [
                mean,
                sum(p * abs(x - mean) for p, x in zip(chances, values, strict=True)),
            ],
        },
        facts={"values": values, "weights": weights},
    )
