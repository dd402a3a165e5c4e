"""Exactly k or at least k arrivals of a Poisson process in a window."""

from math import exp, factorial

from hotseat.drills import Exercise, number

STORIES = ["Requests arrive", "Alerts are raised", "Support tickets come in", "Jobs reach a queue"]
PAIRS = [
    (m / 2, minutes) for m in range(1, 7) for minutes in (5, 6, 10, 12, 15, 20, 30) if m * 30 % minutes == 0
]


def make(rng):
    story = STORIES[rng.integers(len(STORIES))]
    mean, window = PAIRS[rng.integers(len(PAIRS))]
    rate = round(mean * 60 / window)
    is_exact = bool(rng.integers(2))
    k = int(rng.integers(0, 4)) if is_exact else int(rng.integers(1, 4))

    def mass(i, m=mean):
        return exp(-m) * m**i / factorial(i)

    value = mass(k) if is_exact else 1 - sum(mass(i) for i in range(k))
    wanted = ("none at all" if k == 0 else f"exactly {k}") if is_exact else f"at least {k}"
    used = [k] if is_exact else range(k)
    terms = [f"P({i}) = {exp(-mean):.4f} × {mean:g}^{i} / {i}! = {mass(i):.4f}." for i in used]
    if is_exact:
        last = [f"So the probability is **{value:.3f}**."]
    else:
        last = [f"At least {k}: 1 − " + " − ".join(f"{mass(i):.4f}" for i in used) + f" = **{value:.3f}**."]
    slips = {
        "used the rate of a whole hour instead of the window's": mass(k, rate)
        if is_exact
        else 1 - sum(mass(i, rate) for i in range(k)),
        "left out the factorial": exp(-mean) * mean**k
        if is_exact
        else 1 - sum(exp(-mean) * mean**i for i in range(k)),
    }
    if is_exact:
        slips["left out the factor e to the minus mean"] = mean**k / factorial(k)
        slips["gave the probability of at least that many"] = 1 - sum(mass(i) for i in range(k))
    else:
        slips["gave the probability of fewer instead of at least that many"] = 1 - value
        slips["gave the probability of exactly that many"] = mass(k)
        slips["also took away the probability of exactly that many: that is more than, not at least"] = (
            value - mass(k)
        )
    return Exercise(
        ask=(
            f"{story} as a Poisson process with **{rate} per hour** on average. What is the probability of "
            f"**{wanted}** within a given window of **{window} minutes**? Give it to three decimals. "
            f"You may need one of $e^{{-0.5}} = 0.6065$, $e^{{-1}} = 0.3679$, $e^{{-1.5}} = 0.2231$, "
            "$e^{-2} = 0.1353$, $e^{-2.5} = 0.0821$, $e^{-3} = 0.0498$."
        ),
        answer=number(value, within=0.001),
        steps=[f"Mean in the window: {rate} × {window} / 60 = {mean:g}.", *terms, *last],
        slips=slips,
        facts={"rate": rate, "window": window, "k": k, "is_exact": is_exact},
    )
