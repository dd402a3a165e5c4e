"""The Jaccard similarity of two sets and its MinHash estimate from given hash values."""

from hotseat.drills import Exercise, vector

ITEMS = "abcdef"


def make(rng):
    """One exercise."""
    while True:
        one = [item for item in ITEMS if rng.random() < 0.6]
        two = [item for item in ITEMS if rng.random() < 0.6]
        shared = [item for item in one if item in two]
        either = [item for item in ITEMS if item in one or item in two]
        if len(one) >= 2 and len(two) >= 2 and shared and len(shared) < len(either):
            hashes = [
                dict(zip(ITEMS, (int(v) + 1 for v in rng.permutation(6)), strict=True)) for _ in range(4)
            ]
            least = [[min(table[item] for item in chosen) for table in hashes] for chosen in (one, two)]
            same = sum(a == b for a, b in zip(*least, strict=True))
            if same > 0:
                break
    jaccard, estimate = len(shared) / len(either), same / 4
    most = sum(max(table[item] for item in one) == max(table[item] for item in two) for table in hashes)
    rows = "\n".join(
        f"|h{place + 1}|" + "|".join(str(table[item]) for item in ITEMS) + "|"
        for place, table in enumerate(hashes)
    )
    return Exercise(
        ask=(
            f"Two sets: $A = \\{{{', '.join(one)}\\}}$ and $B = \\{{{', '.join(two)}\\}}$. Four hash functions:\n\n"
            f"||{'|'.join(ITEMS)}|\n|---|{'---|' * 6}\n{rows}\n\n"
            "The MinHash signature of a set has, for each hash function, the smallest hash value among the set's "
            "items. Give the exact Jaccard similarity of A and B and its MinHash estimate from the four functions, "
            "in this order, to three decimals."
        ),
        answer=vector([jaccard, estimate], within=0.001),
        steps=[
            f"Shared: {', '.join(shared)} ({len(shared)}). In either: {', '.join(either)} ({len(either)}). "
            f"Jaccard: {len(shared)} / {len(either)} = **{jaccard:.3f}**.",
            f"Signature of A: {', '.join(map(str, least[0]))}. Signature of B: {', '.join(map(str, least[1]))}.",
            f"They agree in {same} of 4 places: estimate **{estimate:.3f}**.",
        ],
        slips={
            "divided the shared items by the sum of the sizes: that counts them twice": [
                len(shared) / (len(one) + len(two)),
                estimate,
            ],
            "gave the Dice coefficient for the Jaccard similarity": [
                2 * len(shared) / (len(one) + len(two)),
                estimate,
            ],
            "divided the shared items by the smaller set": [len(shared) / min(len(one), len(two)), estimate],
            "divided the shared items by all six items": [len(shared) / 6, estimate],
            "took the largest hash values, not the smallest": [jaccard, most / 4],
            "compared the signatures as sets of values, not place by place": [
                jaccard,
                len({*least[0]} & {*least[1]}) / len({*least[0]} | {*least[1]}),
            ],
        },
        facts={"one": one, "two": two, "hashes": hashes},
    )
