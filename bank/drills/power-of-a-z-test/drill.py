"""The power of a one-sided z-test with known deviation."""

from statistics import NormalDist

from hotseat.drills import Exercise, number

CRITICAL = {1: 2.326, 2.5: 1.96, 5: 1.645, 10: 1.282}


def make(rng):
    cdf = NormalDist().cdf
    while True:
        n = int(rng.choice([16, 25, 36, 64, 100]))
        sigma = int(rng.choice([5, 8, 10, 12, 20]))
        rise = int(rng.integers(2, 9))
        alpha = float(rng.choice([1, 2.5, 5, 10]))
        z = CRITICAL[alpha]
        shift = rise * round(n**0.5) / sigma
        room = shift - z
        if 0.8 <= shift <= 4 and 0.15 < abs(room) < 1.9:
            break
    power = cdf(room)
    points = sorted({round(each, 3) for each in (abs(room), shift, rise / sigma, 0.5, 1.0, 2.0)})
    table = ", ".join(f"Φ({each:g}) = {cdf(each):.4f}" for each in points)
    start = int(rng.integers(4, 20)) * 10
    return Exercise(
        ask=(
            f"You test $H_0: \\mu = {start}$ against $H_1: \\mu > {start}$ at a level of **{alpha:g} %** (one-sided "
            f"z-test, critical value **{z}**) with **n = {n}** independent normal measurements of known standard "
            f"deviation **σ = {sigma}**. The truth is **μ = {start + rise}**. What is the power of the test? "
            f"From the normal table: {table}. Give three decimals."
        ),
        answer=number(power, within=0.001),
        steps=[
            f"Standard error: {sigma} / √{n} = {sigma / n**0.5:g}.",
            f"The true mean shifts z by {rise} / {sigma / n**0.5:g} = {shift:g}.",
            f"Power = P(Z > {z} − {shift:g}) = P(Z > {z - shift:.3f}) = Φ({room:.3f}).",
            f"= **{power:.3f}**" + ("." if room > 0 else f", as 1 − Φ({-room:.3f})."),
        ],
        slips={
            "gave the chance of missing the effect (beta) instead of the power": 1 - power,
            "did not take the critical value into account": cdf(shift),
            "did not divide the standard deviation by the root of n": cdf(rise / sigma - z),
            "divided the standard deviation by n instead of its root": cdf(rise * n / sigma - z),
            "gave the significance level": alpha / 100,
            "took 1 minus the significance level for the power": 1 - alpha / 100,
        },
        facts={"n": n, "sigma": sigma, "start": start, "truth": start + rise, "critical": z},
    )
