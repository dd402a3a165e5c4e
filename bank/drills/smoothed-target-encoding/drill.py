"""The smoothed target encoding of one category of a binary target."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    while True:
        counts = [int(count) for count in (rng.integers(20, 61), rng.integers(8, 25), rng.integers(2, 7))]
        positives = [int(rng.integers(0, count + 1)) for count in counts]
        asked = int(rng.integers(1, 3))
        if positives[asked] / counts[asked] != sum(positives) / sum(counts) and positives[0]:
            break
    strength = int(rng.choice([2, 5, 10, 20]))
    names = [("Rome", "Oslo", "Cork")[int(place)] for place in rng.permutation(3)]
    total, hits = sum(counts), sum(positives)
    overall = hits / total
    own = positives[asked] / counts[asked]
    value = (positives[asked] + strength * overall) / (counts[asked] + strength)
    means = [hit / count for hit, count in zip(positives, counts, strict=True)]
    rows = "\n".join(
        f"|{name}|{count}|{hit}|" for name, count, hit in zip(names, counts, positives, strict=True)
    )
    return Exercise(
        ask=(
            f"Training data with a binary target:\n\n|city|rows|rows with target 1|\n|---|---|---|\n{rows}\n\n"
            f"What is the smoothed target encoding of **{names[asked]}**, "
            r"$\frac{n\,\bar y_c + m\,\bar y}{n + m}$, "
            rf"with the city's number of rows $n$, its target mean $\bar y_c$, the target mean of all rows $\bar y$ "
            f"and $m = {strength}$? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Mean of all rows: {hits} / {total} = {overall:.4f}.",
            f"{names[asked]}: n = {counts[asked]}, mean {positives[asked]} / {counts[asked]} = {own:.4f}.",
            f"({positives[asked]} + {strength} × {overall:.4f}) / ({counts[asked]} + {strength}) = **{value:.3f}**.",
        ],
        slips={
            "did not smooth": own,
            "gave the mean of all rows": overall,
            "swapped the weights of the city's mean and the overall mean": (
                strength * own + counts[asked] * overall
            )
            / (counts[asked] + strength),
            "took the plain mean of the cities' means for the overall mean": (
                positives[asked] + strength * sum(means) / 3
            )
            / (counts[asked] + strength),
            "added m in the denominator only": positives[asked] / (counts[asked] + strength),
            "averaged the city's mean and the overall mean with equal weights": (own + overall) / 2,
        },
        facts={"counts": counts, "positives": positives, "asked": asked, "strength": strength},
    )
