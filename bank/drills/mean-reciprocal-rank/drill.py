"""Mean reciprocal rank over a few queries, one of them without a relevant result."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    queries = int(rng.integers(4, 6))
    firsts = [int(place) for place in rng.integers(1, 6, size=queries)]
    firsts[int(rng.integers(0, queries))] = 0
    lists = []
    for first in firsts:
        flags = [0] * 5
        if first:
            flags[first - 1] = 1
            for place in range(first, 5):
                flags[place] = int(rng.random() < 0.35)
        lists.append(flags)
    reciprocal = [1 / first if first else 0.0 for first in firsts]
    value = sum(reciprocal) / queries
    found = [first for first in firsts if first]
    every = [sum(flag / (place + 1) for place, flag in enumerate(flags)) for flags in lists]
    rows = "\n".join(f"|{name + 1}|`{' '.join(map(str, flags))}`|" for name, flags in enumerate(lists))
    return Exercise(
        ask=(
            f"A retriever returns five results for each of {queries} queries, best first (1 relevant, 0 not):\n\n"
            f"|query|results|\n|---|---|\n{rows}\n\n"
            "What is the **mean reciprocal rank**? A query without a relevant result among the five counts 0. "
            "Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            "Rank of the first relevant result: "
            + ", ".join(str(first) if first else "none" for first in firsts)
            + ".",
            "Reciprocals: "
            + ", ".join(f"1/{first}" if first else "0" for first in firsts)
            + f"; their sum is {sum(reciprocal):.4f}.",
            f"Divided by all {queries} queries: **{value:.3f}**.",
        ],
        slips={
            "left out the query without a relevant result": sum(reciprocal) / len(found),
            "inverted the mean rank instead of averaging the inverses": len(found) / sum(found),
            "added the reciprocal ranks of all relevant results, not of the first only": sum(every) / queries,
            "gave the mean rank of the first relevant result": sum(found) / len(found),
            "gave the share of queries with a relevant result": len(found) / queries,
        },
        facts={"lists": lists},
    )
