"""The pooled two-proportion z statistic of an A/B test."""

from math import sqrt

from hotseat.drills import Exercise, number


def make(rng):
    while True:
        na, nb = (int(each) for each in rng.choice([200, 400, 500, 800, 1000, 2000], size=2))
        pa = float(rng.choice([0.05, 0.08, 0.1, 0.15, 0.2, 0.3]))
        pb = round(pa + float(rng.choice([-0.03, -0.02, 0.02, 0.03, 0.04, 0.05])), 2)
        ka, kb = round(na * pa), round(nb * pb)
        pooled = (ka + kb) / (na + nb)
        error = sqrt(pooled * (1 - pooled) * (1 / na + 1 / nb))
        z = (pb - pa) / error
        if 0.5 < abs(z) < 4:
            break
    return Exercise(
        ask=(
            "An A/B test ended like this:\n\n| group | visitors | conversions |\n|---|---|---|\n"
            f"| A | {na} | {ka} |\n| B | {nb} | {kb} |\n\n"
            "What is the z statistic of the two-proportion test of $H_0: p_A = p_B$? Take rate of B minus rate of "
            "A, the **pooled** standard error and no continuity correction. Give it to two decimals, or as a formula such as "
            "`0.02 / sqrt(0.1 * 0.9 * (1/400 + 1/800))`."
        ),
        answer=number(z, within=0.015),
        steps=[
            f"Rates: {ka}/{na} = {pa:g} and {kb}/{nb} = {pb:g}; difference B − A = {pb - pa:.2f}.",
            f"Pooled rate: {ka + kb}/{na + nb} = {pooled:.5f}.",
            f"Standard error: √({pooled:.5f} × {1 - pooled:.5f} × (1/{na} + 1/{nb})) = {error:.5f}.",
            f"z = {pb - pa:.2f} / {error:.5f} = **{z:.2f}**.",
        ],
        slips={
            "took A minus B": -z,
            "used the unpooled standard error": (pb - pa) / sqrt(pa * (1 - pa) / na + pb * (1 - pb) / nb),
            "divided the pooled variance by all visitors together instead of adding 1/n of both groups": (
                pb - pa
            )
            / sqrt(pooled * (1 - pooled) / (na + nb)),
            "used the error of group A alone": (pb - pa) / sqrt(pa * (1 - pa) / na),
            "added the two standard errors instead of the variances": (pb - pa)
            / (sqrt(pooled * (1 - pooled) / na) + sqrt(pooled * (1 - pooled) / nb)),
            "did not take the root: divided by the variance": (pb - pa) / error**2,
        },
        facts={"visitors": [na, nb], "conversions": [ka, kb]},
    )
