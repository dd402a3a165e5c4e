"""Entropy before a binary split less the weighted entropy after it."""

from math import log, log2

from hotseat.drills import Exercise, number

EASY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16}


def entropy(counts):
    n = sum(counts)
    return sum(-k / n * log2(k / n) for k in counts if k)


def gini(counts):
    return 1 - sum((k / sum(counts)) ** 2 for k in counts)


def make(rng):
    while True:
        left, right = ([int(each) for each in rng.integers(0, 8, size=2)] for _ in range(2))
        parent = [a + b for a, b in zip(left, right, strict=True)]
        n, nl, nr = sum(parent), sum(left), sum(right)
        if n not in (8, 10, 12, 14, 16) or not {nl, nr, *parent} <= EASY or min(nl, nr) < 2:
            continue
        before, hl, hr = entropy(parent), entropy(left), entropy(right)
        after = nl / n * hl + nr / n * hr
        if before - after > 0.03 and after > 0.05:
            break
    gain = before - after
    return Exercise(
        ask=(
            "A node of a decision tree and the two leaves of a split:\n\n| | positive | negative |\n|---|---|---|\n"
            f"| node | {parent[0]} | {parent[1]} |\n| left leaf | {left[0]} | {left[1]} |\n"
            f"| right leaf | {right[0]} | {right[1]} |\n\n"
            "What is the information gain of the split in **bits** (entropy with base 2; $0 \\log 0 = 0$)? "
            "Give it to three decimals. You may need $\\log_2 3 = 1.5850$, $\\log_2 5 = 2.3219$, $\\log_2 7 = 2.8074$."
        ),
        answer=number(gain, within=0.002, unit="bits"),
        steps=[
            f"Node: p = {parent[0]}/{n}, H = {before:.4f}.",
            f"Left: p = {left[0]}/{nl}, H = {hl:.4f}. Right: p = {right[0]}/{nr}, H = {hr:.4f}.",
            f"Weighted: {nl}/{n} × {hl:.4f} + {nr}/{n} × {hr:.4f} = {after:.4f}.",
            f"Gain: {before:.4f} − {after:.4f} = **{gain:.3f} bits**.",
        ],
        slips={
            "gave the weighted entropy of the leaves: it was not subtracted from the node's": after,
            "averaged the two leaves without weighting them by their sizes": before - (hl + hr) / 2,
            "added the entropies of the leaves without any weights": before - hl - hr,
            "used natural logarithms: that is the gain in nats": gain * log(2),
            "used the Gini impurity instead of entropy": gini(parent)
            - nl / n * gini(left)
            - nr / n * gini(right),
            "exchanged the weights of the two leaves": before - nr / n * hl - nl / n * hr,
        },
        facts={"left": left, "right": right},
    )
