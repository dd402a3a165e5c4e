"""A conditional probability read off a two-way table of counts."""

from hotseat.drills import Exercise, number

STORIES = [
    ("visitor", "clicked", "did not click", ("phone", "tablet", "laptop"), "used a {}"),
    ("customer", "left", "stayed", ("basic", "plus", "premium"), "had the {} plan"),
    ("message", "was spam", "was not spam", ("short", "medium", "long"), "was {}"),
    ("image", "was mislabelled", "was labelled correctly", ("dark", "normal", "bright"), "was {}"),
]


def make(rng):
    who, yes, no, rows, says = STORIES[rng.integers(len(STORIES))]
    counts = [[int(rng.integers(1, 13)) * 5, int(rng.integers(1, 13)) * 5] for _ in rows]
    total = sum(map(sum, counts))
    place, column = int(rng.integers(3)), int(rng.integers(2))
    state, row = (yes, no)[column], says.format(rows[place])
    in_row = {(place, 0), (place, 1)}
    in_column = {(each, column) for each in range(3)}
    everything = {(i, j) for i in range(3) for j in range(2)}
    kind = int(rng.integers(3))
    if kind == 0:
        asked, given, wanted, known = in_column, in_row, state, f"it {row}"
    elif kind == 1:
        asked, given, wanted, known = in_row, in_column, row, f"it {state}"
    else:
        others = [says.format(name) for name in rows if name != rows[place]]
        asked, given, wanted, known = in_column, everything - in_row, state, f"it {others[0]} or {others[1]}"
    if who in ("visitor", "customer"):
        known = known.replace("it ", "they ", 1)
    it = "they" if who in ("visitor", "customer") else "it"

    def count(cells):
        return sum(counts[i][j] for i, j in cells)

    both = count(asked & given)
    value = both / count(given)
    lines = "\n".join(
        f"| {says.format(name)} | {a} | {b} |" for name, (a, b) in zip(rows, counts, strict=True)
    )
    return Exercise(
        ask=(
            f"Counts from a log:\n\n| {who} | {yes} | {no} |\n|---|---|---|\n{lines}\n\n"
            f"One {who} of this log is picked at random. What is the probability that {it} **{wanted}**, given that "
            f"**{known}**? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"The condition leaves {count(given)} cases.",
            f"Of these, {both} are of the asked kind.",
            f"{both} / {count(given)} = **{value:.3f}**.",
        ],
        slips={
            "divided by the grand total: that is the joint probability": both / total,
            "exchanged the two events: that is the conditional probability the other way round": both
            / count(asked),
            "ignored the condition": count(asked) / total,
            "gave the probability of the condition": count(given) / total,
        },
        facts={"counts": counts, "asked": sorted(asked), "given": sorted(given)},
    )
