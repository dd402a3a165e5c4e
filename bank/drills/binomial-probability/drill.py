"""Exactly, at least or at most k successes in n independent trials."""

from math import comb

from hotseat.drills import Exercise, number

STORIES = [
    ("A model answers each question correctly", "questions", "are answered correctly"),
    ("Each server of a group survives the night", "servers", "survive"),
    ("Each candidate drawn by a search is relevant", "candidates", "are relevant"),
    ("Each e-mail is opened", "e-mails", "are opened"),
]
WORDS = {"exactly": "exactly", "least": "at least", "most": "at most"}


def make(rng):
    start, things, end = STORIES[rng.integers(len(STORIES))]
    while True:
        n, p = int(rng.integers(3, 7)), float(rng.choice([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]))
        kind = ("exactly", "least", "most")[rng.integers(3)]
        k = int(rng.integers(1, n)) if kind == "exactly" else int(rng.integers(1, 3))
        if kind == "least" and rng.integers(2):
            k = n - 1

        def mass(i, n=n, p=p):
            return comb(n, i) * p**i * (1 - p) ** (n - i)

        counted = {"exactly": [k], "least": range(k, n + 1), "most": range(k + 1)}[kind]
        value = sum(mass(i) for i in counted)
        if 0.02 < value < 0.98:
            break
    q = round(1 - p, 1)
    if kind == "least" and len(counted) > 2:
        steps = [
            f"At least {k} is not fewer than {k}: 1 − " + " − ".join(f"P({i})" for i in range(k)) + ".",
            *(f"P({i}) = C({n}, {i}) × {p}^{i} × {q}^{n - i} = {mass(i):.4f}." for i in range(k)),
            "1 − " + " − ".join(f"{mass(i):.4f}" for i in range(k)) + f" = **{value:.3f}**.",
        ]
    else:
        steps = [
            f"The number of successes is binomial with n = {n} and p = {p}; 1 − p = {q}.",
            *(
                f"P({i}) = C({n}, {i}) × {p}^{i} × {q}^{n - i} = {comb(n, i)} × {p**i * q ** (n - i):.6f} = "
                f"{mass(i):.4f}."
                for i in counted
            ),
            f"{WORDS[kind].capitalize()} {k}: **{value:.3f}**.",
        ]
    slips = {
        "left out the number of orders, C(n, k)": sum(p**i * (1 - p) ** (n - i) for i in counted),
        "exchanged p and 1 - p": sum(comb(n, i) * (1 - p) ** i * p ** (n - i) for i in counted),
    }
    if kind == "exactly":
        slips["gave the probability of at least k"] = sum(mass(i) for i in range(k, n + 1))
        slips["left out the failures, (1 - p) to the power of n - k"] = comb(n, k) * p**k
    else:
        slips["gave the probability of exactly k"] = mass(k)
        slips["did not count k itself"] = value - mass(k)
        slips["gave the probability of the opposite"] = 1 - value
    return Exercise(
        ask=(
            f"{start} with probability **{p}**, independently of the others. There are **{n}** {things}. What is the "
            f"probability that **{WORDS[kind]} {k}** of them {end}? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=steps,
        slips=slips,
        facts={"n": n, "p": p, "wanted": list(counted)},
    )
