"""A TF-IDF weight under a stated formula, plain or smoothed."""

import math

from hotseat.drills import Exercise, number

WORDS = ("cat", "dog", "fish", "bird", "tree")


def make(rng):
    """One exercise."""
    while True:
        documents = [
            [
                WORDS[int(place)]
                for place in rng.choice(5, size=int(rng.integers(4, 7)), p=[0.3, 0.25, 0.2, 0.15, 0.1])
            ]
            for _ in range(4)
        ]
        which = int(rng.integers(0, 4))
        term = WORDS[int(rng.integers(0, 4))]
        count = documents[which].count(term)
        found = sum(term in document for document in documents)
        occurrences = sum(document.count(term) for document in documents)
        if count and found < 4 and occurrences > found:
            break
    is_smooth = bool(rng.integers(0, 2))
    size = len(documents[which])
    share = count / size
    plain, smooth = math.log(4 / found), math.log(5 / (1 + found)) + 1
    value = count * smooth if is_smooth else share * plain
    if is_smooth:
        formula = (
            r"$\mathrm{tf} \cdot (\ln\frac{1 + N}{1 + \mathrm{df}} + 1)$, where tf is the term's count in the document "
            "and the result is not normalised further"
        )
        logs = f"ln({5}/{1 + found}) = {smooth - 1:.4f}"
        steps = [
            f"tf = {count}.",
            f"N = 4 documents, df = {found} of them contain “{term}”.",
            f"Weight: {count} × (ln(5/{1 + found}) + 1) = {count} × {smooth:.4f} = **{value:.3f}**.",
        ]
        slips = {
            "left out the + 1 after the logarithm": count * (smooth - 1),
            "did not smooth N and df": count * (plain + 1),
            "divided the count by the length of the document": share * smooth,
            "took the logarithm to base 10": count * (math.log10(5 / (1 + found)) + 1),
            "counted occurrences in the corpus, not documents, for df": count
            * (math.log(5 / (1 + occurrences)) + 1),
        }
    else:
        formula = (
            r"$\mathrm{tf} \cdot \ln\frac{N}{\mathrm{df}}$, where tf is the term's count in the document divided by "
            "the number of words of the document"
        )
        logs = f"ln(4/{found}) = {plain:.4f}"
        steps = [
            f"tf = {count} / {size} = {share:.4f}.",
            f"N = 4 documents, df = {found} of them contain “{term}”.",
            f"Weight: {share:.4f} × ln(4/{found}) = {share:.4f} × {plain:.4f} = **{value:.3f}**.",
        ]
        slips = {
            "took the raw count for tf": count * plain,
            "took the logarithm to base 10": share * math.log10(4 / found),
            "took the logarithm to base 2": share * math.log2(4 / found),
            "smoothed the inverse document frequency, which this formula does not": share * smooth,
            "counted occurrences in the corpus, not documents, for df": share * math.log(4 / occurrences),
            "forgot the logarithm": share * 4 / found,
        }
    lines = "\n".join(f"{place + 1}. {' '.join(document)}" for place, document in enumerate(documents))
    return Exercise(
        ask=(
            f"A corpus of four documents:\n\n{lines}\n\n"
            f"What is the TF-IDF weight of “{term}” in document {which + 1}, by {formula}? N is the number of "
            f"documents, df the number of documents that contain the term. ($\\ln 2 = 0.6931$, $\\ln 3 = 1.0986$, "
            "$\\ln 5 = 1.6094$.) Give it to three decimals."
        ),
        answer=number(value, within=0.0015),
        steps=[*steps[:2], f"{logs}.", steps[2]],
        slips=slips,
        facts={"documents": documents, "which": which, "term": term, "is_smooth": is_smooth},
    )
