"""The normal-approximation (Wald) interval of a proportion."""

from hotseat.drills import Exercise, vector

STORIES = [
    ("A model is right on **{k}** of **{n}** independent test examples", "its true accuracy"),
    ("**{k}** of **{n}** independent visitors signed up", "the true sign-up rate"),
    ("A reviewer finds **{k}** of **{n}** randomly drawn labels wrong", "the true share of wrong labels"),
]
LEVELS = {90: 1.645, 95: 1.96, 99: 2.576}
ONE_SIDED = {90: 1.282, 95: 1.645, 99: 2.326}


def make(rng):
    story, target = STORIES[rng.integers(len(STORIES))]
    n = int(rng.choice([100, 200, 400, 500, 900]))
    p = float(rng.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.36, 0.4, 0.5, 0.64, 0.7, 0.8, 0.9]))
    level = int(rng.choice([90, 95, 99]))
    k = round(n * p)
    z = LEVELS[level]
    error = (p * (1 - p) / n) ** 0.5

    def around(half):
        return [p - half, p + half]

    low, high = around(z * error)
    return Exercise(
        ask=(
            f"{story.format(k=k, n=n)}. What is the two-sided **{level} %** confidence interval of {target} by the "
            f"normal approximation (Wald, without continuity correction)? Use $z = {z}$. "
            "Answer [lower, upper] as proportions between 0 and 1, to three decimals."
        ),
        answer=vector([low, high], within=0.001),
        steps=[
            f"Proportion: {k} / {n} = {p:g}.",
            f"Standard error: √({p:g} × {1 - p:.2f} / {n}) = {error:.4f}.",
            f"Half width: {z} × {error:.4f} = {z * error:.4f}.",
            f"{p:g} ± {z * error:.4f}: **[{low:.3f}, {high:.3f}]**.",
        ],
        slips={
            "left out the quantile: that is one standard error each way": around(error),
            "took the quantile of a one-sided interval": around(ONE_SIDED[level] * error),
            "did not take the root of the variance": around(z * error**2),
            "divided by n instead of the root of n": around(z * (p * (1 - p)) ** 0.5 / n),
            "left 1 - p out of the variance": around(z * (p / n) ** 0.5),
            "took the whole width on each side": around(2 * z * error),
        },
        facts={"k": k, "n": n, "z": z},
    )
