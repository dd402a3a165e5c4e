"""The perplexity of a short text from the probabilities of its tokens."""

import math

from hotseat.drills import Exercise, number


def make(rng):
    """Four or six tokens with probabilities that are powers of one half, whose halvings have an even share."""
    count = int(rng.choice([4, 6]))
    while True:
        halvings = [int(v) for v in rng.integers(1, 6, size=count)]
        total = sum(halvings)
        if (2 * total) % count == 0 and len(set(halvings)) >= 3:
            break
    probabilities = [0.5**h for h in halvings]
    bits = total / count
    perplexity = 2**bits
    shown = ", ".join(f"1/{2**h}" for h in halvings)
    return Exercise(
        ask=(
            f"A language model gives the {count} tokens of a text, each after the ones before it, these "
            f"probabilities:\n\n{shown}\n\n"
            "What is the perplexity of the model on this text, per token? Give it to two decimals, or as a formula "
            "such as `2^(3/2)`."
        ),
        answer=number(perplexity, within=0.01),
        steps=[
            "Perplexity is one over the geometric mean of the probabilities, that is 2 to the mean number of bits.",
            f"Bits per token, $-\\log_2 p$: {', '.join(map(str, halvings))}.",
            f"Mean: {total} / {count} = {bits:g} bits.",
            f"Perplexity: $2^{{{bits:g}}}$ = **{perplexity:.2f}**.",
        ],
        slips={
            "took one over the arithmetic mean of the probabilities": count / sum(probabilities),
            "averaged the inverse probabilities": sum(1 / p for p in probabilities) / count,
            "gave the mean number of bits and did not raise 2 to it": bits,
            "gave the mean loss in nats and did not exponentiate it": bits * math.log(2),
            "gave the geometric mean of the probabilities, not one over it": 1 / perplexity,
            "mixed the bases: raised e to a mean taken in bits": math.exp(bits),
        },
        facts={"probabilities": probabilities},
    )
