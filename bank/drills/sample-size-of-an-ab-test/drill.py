"""Users per group for a two-sided test of two proportions, unpooled variance."""

from math import ceil

from hotseat.drills import Exercise, number

ALPHAS = {5: (1.96, 1.645), 10: (1.645, 1.282)}
POWERS = {80: 0.84, 90: 1.28}


def make(rng):
    p1 = float(rng.choice([0.04, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4]))
    lift = float(rng.choice([0.01, 0.02, 0.04, 0.05]))
    p2 = round(p1 + lift, 2)
    alpha = int(rng.choice([5, 5, 10]))
    power = int(rng.choice([80, 80, 90]))
    (za, one_sided), zb = ALPHAS[alpha], POWERS[power]
    spread = p1 * (1 - p1) + p2 * (1 - p2)
    exact = (za + zb) ** 2 * spread / lift**2
    n = ceil(exact - 1e-9)
    return Exercise(
        ask=(
            f"A page converts **{p1:.0%}** of its visitors. An A/B test with two groups of equal size should find a "
            f"rise to **{p2:.0%}** with a power of **{power} %** at a two-sided significance level of **{alpha} %**. "
            "Use\n\n"
            "$n = (z_{1-\\alpha/2} + z_{1-\\beta})^2 \\cdot \\frac{p_1(1-p_1) + p_2(1-p_2)}{(p_2-p_1)^2}$\n\n"
            "with $z_{0.9} = 1.28$, $z_{0.95} = 1.645$, $z_{0.975} = 1.96$, $z_{0.8} = 0.84$. How many visitors does "
            "**each group** need? Give a whole number, rounded up (0.2 % off is still right)."
        ),
        answer=number(n, within=max(1.0, 0.002 * n), unit="visitors"),
        steps=[
            f"z: {za} for {alpha} % in two tails, {zb} for {power} % power; ({za} + {zb})² = {(za + zb) ** 2:.4f}.",
            f"Variances: {p1} × {1 - p1:.2f} + {p2} × {1 - p2:.2f} = {spread:.4f}. Difference: {p2} − {p1} = {lift}.",
            f"{(za + zb) ** 2:.4f} × {spread:.4f} / {lift**2:.4f} = {exact:.2f}, so **{n}** in each group.",
        ],
        slips={
            "gave the size of both groups together": 2 * n,
            "left out the quantile for the power": za**2 * spread / lift**2,
            "took the quantile of a one-sided test": (one_sided + zb) ** 2 * spread / lift**2,
            "used the relative instead of the absolute rise": (za + zb) ** 2 * spread / (lift / p1) ** 2,
            "counted the variance of one group only": (za + zb) ** 2 * p1 * (1 - p1) / lift**2,
            "squared the two quantiles before adding them": (za**2 + zb**2) * spread / lift**2,
        },
        facts={"rates": [p1, p2], "z_alpha": za, "z_power": zb},
    )
