"""The population stability index of two histograms with the same bins."""

import math

from hotseat.drills import Exercise, number


def _shares(rng, bins):
    while True:
        tenths = [int(tenth) for tenth in rng.integers(1, 7, size=bins)]
        if sum(tenths) == 10:
            return tenths


def make(rng):
    """One exercise."""
    bins = int(rng.integers(3, 5))
    while True:
        before, after = _shares(rng, bins), _shares(rng, bins)
        if sum(a != b for a, b in zip(before, after, strict=True)) >= 2:
            break
    e, a = [tenth / 10 for tenth in before], [tenth / 10 for tenth in after]
    logs = [math.log(new / old) for new, old in zip(a, e, strict=True)]
    terms = [(new - old) * log for new, old, log in zip(a, e, logs, strict=True)]
    value = sum(terms)
    rows = "\n".join(
        f"|{place + 1}|{old:.0%}|{new:.0%}|" for place, (old, new) in enumerate(zip(e, a, strict=True))
    )
    forward = sum(new * log for new, log in zip(a, logs, strict=True))
    return Exercise(
        ask=(
            f"Shares of a feature's values per bin:\n\n|bin|training|this week|\n|---|---|---|\n{rows}\n\n"
            "What is the population stability index, with the natural logarithm and the shares as fractions? "
            "($\\ln 2 = 0.6931$, $\\ln 3 = 1.0986$, $\\ln 5 = 1.6094$.) Give it to three decimals."
        ),
        answer=number(value, within=0.0015),
        steps=[
            "Each bin adds (new − old) × ln(new / old).",
            "Terms: "
            + "; ".join(
                f"({new - old:+.1f}) × ({log:+.4f}) = {term:.4f}"
                for new, old, log, term in zip(a, e, logs, terms, strict=True)
            ).replace("(+0.0) × (+0.0000)", "0 × 0")
            + ".",
            f"Sum: **{value:.3f}**.",
        ],
        slips={
            "weighted the logarithms by the new shares alone: that is KL(new ‖ old)": forward,
            "weighted the logarithms by the old shares alone: that is KL(old ‖ new)": value - forward,
            "took logarithms to base 10": value / math.log(10),
            "took logarithms to base 2": value / math.log(2),
            "used percentages instead of fractions for the differences": 100 * value,
            "added the absolute differences of the shares": sum(
                abs(new - old) for new, old in zip(a, e, strict=True)
            ),
        },
        facts={"before": before, "after": after},
    )
