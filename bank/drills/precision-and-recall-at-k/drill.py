"""Precision and recall at k of a list of recommendations."""

from hotseat.drills import Exercise, vector


def make(rng):
    """One exercise."""
    letters = "ABCDEFGHJKLM"
    size = int(rng.integers(6, 9))
    k = int(rng.integers(3, size - 1))
    while True:
        order = [letters[int(place)] for place in rng.permutation(len(letters))]
        shown_items = order[:size]
        count = int(rng.integers(3, 7))
        relevant = sorted(
            letters[int(place)] for place in rng.choice(len(letters), size=count, replace=False)
        )
        hits = [item for item in shown_items[:k] if item in relevant]
        in_list = sum(item in relevant for item in shown_items)
        if hits and in_list > len(hits) and count != k:
            break
    found = len(hits)
    precision, recall = found / k, found / count
    return Exercise(
        ask=(
            f"A recommender shows, best first: {', '.join(shown_items)}. The user likes exactly these items: "
            f"{', '.join(relevant)}. Give **precision at {k}** and **recall at {k}**, in this order, to three decimals."
        ),
        answer=vector([precision, recall], within=0.001),
        steps=[
            f"The first {k}: {', '.join(shown_items[:k])}. Liked among them: {', '.join(hits)}, so {found} hit{'s' if found > 1 else ''}.",
            f"Precision at {k}: {found} / {k} = **{precision:.3f}**.",
            f"Recall at {k}: of all {count} liked items, shown or not: {found} / {count} = **{recall:.3f}**.",
        ],
        slips={
            "swapped precision and recall": [recall, precision],
            f"used the whole list instead of the first {k}": [in_list / size, in_list / count],
            "divided the recall by the liked items in the list only, not by all of them": [
                precision,
                found / in_list,
            ],
            f"divided the precision by the length of the list, not by {k}": [found / size, recall],
        },
        facts={"shown": shown_items, "relevant": relevant, "k": k, "catalogue": list(letters)},
    )
