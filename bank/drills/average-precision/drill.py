"""Average precision of one ranked list in which every relevant item occurs."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    size = int(rng.integers(6, 9))
    count = int(rng.integers(2, 5))
    places = sorted(int(place) for place in rng.choice(size, size=count, replace=False) + 1)
    if places == list(range(1, count + 1)):
        places[-1] += 1
    flags = [int(place in places) for place in range(1, size + 1)]
    at = [(hit + 1) / place for hit, place in enumerate(places)]
    value = sum(at) / count
    everywhere = [sum(flags[:place]) / place for place in range(1, size + 1)]
    upside = [size + 1 - place for place in reversed(places)]
    return Exercise(
        ask=(
            f"A ranker returns {size} documents, best first. 1 means relevant, 0 not relevant:\n\n"
            f"`{' '.join(map(str, flags))}`\n\n"
            f"There are no other relevant documents. What is the **average precision** of this list (the mean, over "
            f"the relevant documents, of the precision at their rank)? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Relevant documents are at ranks {', '.join(map(str, places))}.",
            "Precision there: "
            + ", ".join(
                f"{hit + 1}/{place} = {hit_value:.4f}"
                for (hit, place), hit_value in zip(enumerate(places), at, strict=True)
            )
            + ".",
            f"Mean over the {count} relevant documents: {sum(at):.4f} / {count} = **{value:.3f}**.",
        ],
        slips={
            "averaged the precision over all ranks, also those without a relevant document": sum(everywhere)
            / size,
            "divided by the length of the list, not by the number of relevant documents": sum(at) / size,
            "gave the precision of the whole list": count / size,
            "averaged the reciprocal ranks": sum(1 / place for place in places) / count,
            "gave the reciprocal rank of the first relevant document": 1 / places[0],
            "read the list from its end": sum((hit + 1) / place for hit, place in enumerate(upside)) / count,
        },
        facts={"flags": flags},
    )
