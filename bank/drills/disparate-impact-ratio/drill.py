"""The ratio of the selection rates of two groups."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    while True:
        applied = [int(value) * 10 for value in rng.integers(4, 31, size=2)]
        chosen = [int(count * rng.uniform(0.1, 0.7)) for count in applied]
        if min(chosen) > 3 and applied[0] != applied[1]:
            rates = [hit / count for hit, count in zip(chosen, applied, strict=True)]
            if abs(rates[0] / rates[1] - 1) > 0.05:
                break
    low, high = sorted(rates)
    value = low / high
    named = "AB"[rates.index(low)]
    worst, best = rates.index(low), rates.index(high)
    verdict = "below" if value < 0.8 else "not below"
    return Exercise(
        ask=(
            f"A screening model invites {chosen[0]} of {applied[0]} applicants from group A and {chosen[1]} of "
            f"{applied[1]} from group B. What is the **disparate-impact ratio**: the lower of the two groups' "
            "selection rates divided by the higher one? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Selection rates: A {chosen[0]}/{applied[0]} = {rates[0]:.4f}, "
            f"B {chosen[1]}/{applied[1]} = {rates[1]:.4f}.",
            f"Group {named} has the lower one: {low:.4f} / {high:.4f} = **{value:.3f}**, {verdict} the four-fifths "
            "mark.",
        ],
        slips={
            "divided the higher rate by the lower one": high / low,
            "gave the difference of the rates: that is the demographic-parity difference": high - low,
            "divided the numbers of invited applicants, whatever the sizes of the groups": chosen[worst]
            / chosen[best],
            "compared the rates of rejection": (1 - high) / (1 - low),
            f"gave the share of group {named} among the invited": chosen[worst] / sum(chosen),
            f"compared group {named} with all applicants": low / (sum(chosen) / sum(applied)),
        },
        facts={"applied": applied, "chosen": chosen},
    )
