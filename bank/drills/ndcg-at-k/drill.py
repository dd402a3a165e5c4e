"""NDCG at k with a stated gain and the discount 1 / log2(rank + 1)."""

import math

from hotseat.drills import Exercise, number


def _dcg(grades, gain):
    return sum(gain(grade) / math.log2(place + 2) for place, grade in enumerate(grades))


def make(rng):
    """One exercise."""
    is_exponential = bool(rng.integers(0, 2))
    gains = {True: lambda grade: 2**grade - 1, False: lambda grade: grade}
    gain, other = gains[is_exponential], gains[not is_exponential]
    k = int(rng.integers(3, 5))
    while True:
        grades = [int(grade) for grade in rng.integers(0, 4, size=6)]
        best = sorted(grades, reverse=True)
        is_usable = max(grades[:k]) > 0 and grades[:k] != best[:k]
        if is_usable and sorted(grades[:k], reverse=True) != best[:k]:
            break
    dcg, ideal = _dcg(grades[:k], gain), _dcg(best[:k], gain)
    value = dcg / ideal
    name = r"2^{\mathrm{grade}} - 1" if is_exponential else r"\mathrm{grade}"
    terms = " + ".join(f"{gain(grade)}/{math.log2(place + 2):.3f}" for place, grade in enumerate(grades[:k]))
    best_terms = " + ".join(
        f"{gain(grade)}/{math.log2(place + 2):.3f}" for place, grade in enumerate(best[:k])
    )
    return Exercise(
        ask=(
            f"A ranker returns six documents with these relevance grades, best rank first: "
            f"**{', '.join(map(str, grades))}**. There are no others. What is **NDCG at {k}** with gain ${name}$ and "
            f"discount $1/\\log_2(i + 1)$ at rank $i = 1, 2, \\dots$? "
            f"($\\log_2 3 = 1.585$, $\\log_2 5 = 2.322$.) Give it to three decimals."
        ),
        answer=number(value, within=0.0015),
        steps=[
            f"DCG at {k}: {terms} = {dcg:.4f}.",
            f"The ideal order of all six is {', '.join(map(str, best))}; ideal DCG at {k}: {best_terms} = {ideal:.4f}.",
            f"NDCG at {k} = {dcg:.4f} / {ideal:.4f} = **{value:.3f}**.",
        ],
        slips={
            f"sorted only the first {k} documents for the ideal order": dcg
            / _dcg(sorted(grades[:k], reverse=True), gain),
            "gave the DCG without dividing by the ideal one": dcg,
            f"used {'the grade itself' if is_exponential else '2^grade - 1'} as the gain": _dcg(
                grades[:k], other
            )
            / _dcg(best[:k], other),
            f"used all six documents, not the first {k}": _dcg(grades, gain) / _dcg(best, gain),
            "left out the discount": sum(map(gain, grades[:k])) / sum(map(gain, best[:k])),
            "discounted by the rank itself, not by its logarithm": sum(
                gain(grade) / (place + 1) for place, grade in enumerate(grades[:k])
            )
            / sum(gain(grade) / (place + 1) for place, grade in enumerate(best[:k])),
        },
        facts={"grades": grades, "k": k, "is_exponential": is_exponential},
    )
