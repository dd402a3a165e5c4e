"""The cross-entropy of one example from its logits."""

import math

from hotseat.drills import Exercise, number


def make(rng):
    """Four whole logits and a label."""
    logits = [int(z) for z in rng.integers(-2, 5, size=4)]
    label = int(rng.integers(4))
    top = max(logits)
    total = sum(math.exp(z - top) for z in logits)
    loss = math.log(total) + top - logits[label]
    probability = math.exp(-loss)
    rest = sum(math.exp(z) for place, z in enumerate(logits) if place != label)
    shown = " + ".join(f"e^{{{z - top}}}" for z in logits)
    return Exercise(
        ask=(
            f"A four-class classifier puts out the logits $z = ({', '.join(map(str, logits))})$ for one example. "
            f"The true class is number **{label}**, counting from 0. What is the cross-entropy loss of this example, "
            "with the natural logarithm?\n\nGive it to three decimals, or as a formula such as "
            "`ln(1 + exp(-2))`."
        ),
        answer=number(loss, within=0.001),
        steps=[
            f"The loss is $-\\ln p_{{{label}}} = \\ln \\sum_j e^{{z_j}} - z_{{{label}}}$.",
            f"Shift by the largest logit: $\\ln \\sum_j e^{{z_j}} = {top} + \\ln({shown}) "
            f"= {top} + \\ln {total:.4f} = {top + math.log(total):.4f}$.",
            f"Subtract the true logit {logits[label]}: the loss is **{loss:.3f}**.",
        ],
        slips={
            "gave the probability of the true class, not its negative logarithm": probability,
            "forgot the minus sign": -loss,
            "took the logarithm to base 2": loss / math.log(2),
            "divided by the number of classes": loss / 4,
            "left the true class out of the sum": math.log(rest) - logits[label],
            "subtracted the largest logit instead of the true one": math.log(total),
        },
        facts={"logits": logits, "label": label},
    )
