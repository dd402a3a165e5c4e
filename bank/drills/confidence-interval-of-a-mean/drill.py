"""The t interval of a mean from n, the sample mean and the sample standard deviation."""

from hotseat.drills import Exercise, vector

# n: quantiles of Student's t with n - 1 degrees of freedom at 0.90, 0.95, 0.975 and 0.995
TABLE = {
    4: (1.638, 2.353, 3.182, 5.841),
    9: (1.397, 1.860, 2.306, 3.355),
    16: (1.341, 1.753, 2.131, 2.947),
    25: (1.318, 1.711, 2.064, 2.797),
}
LEVELS = {90: (1, 0, 1.645), 95: (2, 1, 1.960), 99: (3, 2, 2.576)}
STORIES = [
    ("latency of a service", "ms"),
    ("training time of a model", "min"),
    ("length of a session", "min"),
]


def make(rng):
    n = int(rng.choice(list(TABLE)))
    level = int(rng.choice([90, 95, 99]))
    place, below, z = LEVELS[level]
    what, unit = STORIES[rng.integers(len(STORIES))]
    mean, s = int(rng.integers(30, 90)), int(rng.integers(2, 13)) * 2
    quantiles = TABLE[n]
    root = round(n**0.5)
    error = s / root
    t = quantiles[place]
    wide = t * error

    def around(half):
        return [mean - half, mean + half]

    listed = ", ".join(
        f"t_{{{p}}} = {q:.3f}" for p, q in zip((0.9, 0.95, 0.975, 0.995), quantiles, strict=True)
    )
    return Exercise(
        ask=(
            f"The {what} was measured **{n}** times: the mean is **{mean} {unit}**, the sample standard deviation "
            f"(with $n - 1$) **{s} {unit}**. The measurements are independent and normal; the true deviation is "
            f"unknown. What is the two-sided **{level} %** confidence interval of the true mean? "
            f"Quantiles of Student's t with {n - 1} degrees of freedom: ${listed}$. "
            "Answer [lower, upper] to two decimals."
        ),
        answer=vector(around(wide), within=0.02),
        steps=[
            f"Standard error: {s} / √{n} = {error:.3f}.",
            f"{level} % two-sided leaves {(100 - level) / 2:g} % on each side: t = {t:.3f}.",
            f"Half width: {t:.3f} × {error:.3f} = {wide:.2f}.",
            f"{mean} ± {wide:.2f}: **[{mean - wide:.2f}, {mean + wide:.2f}]**.",
        ],
        slips={
            "used the normal quantile instead of Student's": around(z * error),
            "took the quantile of a one-sided interval": around(quantiles[below] * error),
            "did not divide the standard deviation by the root of n": around(t * s),
            "divided the standard deviation by n instead of its root": around(t * s / n),
            "divided by the root of n - 1, though s is already the sample standard deviation": around(
                t * s / (n - 1) ** 0.5
            ),
            "left out the quantile: that is one standard error each way": around(error),
        },
        facts={"n": n, "level": level / 100, "mean": mean, "s": s},
    )
