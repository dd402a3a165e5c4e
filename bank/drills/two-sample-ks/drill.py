"""The Kolmogorov-Smirnov statistic of two small samples."""

from hotseat.drills import Exercise, number


def _share(sample, at):
    return sum(value <= at for value in sample) / len(sample)


def make(rng):
    """One exercise."""
    while True:
        first = sorted(int(value) for value in rng.integers(1, 13, size=4))
        second = sorted(int(value) for value in rng.integers(3, 17, size=5))
        places = sorted({*first, *second})
        gaps = [_share(first, at) - _share(second, at) for at in places]
        value = max(map(abs, gaps))
        if 0.2 < value < 1 and min(gaps) < 0:
            break
    at = places[[abs(gap) for gap in gaps].index(value)]
    counts = [sum(v <= at for v in first), sum(v <= at for v in second)]
    if rng.integers(0, 2):
        first, second, counts = second, first, counts[::-1]
    middle = (first[len(first) // 2] + second[len(second) // 2]) / 2
    own = [_share(first, place) - _share(second, place) for place in places]
    return Exercise(
        ask=(
            f"First sample: {', '.join(map(str, first))}. Second sample: {', '.join(map(str, second))}. What is the "
            "two-sided two-sample Kolmogorov-Smirnov statistic, the largest absolute difference between the two "
            "empirical distribution functions (share of values ≤ x)? Give it to two decimals."
        ),
        answer=number(value, within=0.006),
        steps=[
            "Both functions only jump at observed values, so compare them there.",
            "First minus second at "
            + ", ".join(f"{place}: {gap:+.2f}" for place, gap in zip(places, own, strict=True))
            + ".",
            f"Largest in absolute value at {at}: |{counts[0]}/{len(first)} − {counts[1]}/{len(second)}| = "
            f"**{value:.2f}**.",
        ],
        slips={
            "took the largest first minus second only, not its absolute value": max(own),
            "took the largest second minus first only, not the absolute value": -min(own),
            "compared the shares half-way between the medians only": abs(
                _share(first, middle) - _share(second, middle)
            ),
            "added the largest differences of both signs: that is Kuiper's statistic": max(own) - min(own),
            "compared counts, not shares": max(
                abs(sum(v <= place for v in first) - sum(v <= place for v in second)) for place in places
            ),
            "gave the difference of the means": abs(sum(first) / len(first) - sum(second) / len(second)),
        },
        facts={"first": first, "second": second},
    )
