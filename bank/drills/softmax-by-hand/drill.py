"""The softmax of three logits at a temperature."""

import math

from hotseat.drills import Exercise, vector


def make(rng):
    """Whole logits, so that after the shift by the largest only a few powers of e are needed."""
    logits = [int(z) for z in rng.choice([-2, -1, 0, 1, 2, 3, 4], size=3, replace=False)]
    temperature = float(rng.choice([0.5, 1.0, 2.0]))
    top = max(logits)
    shifted = [(z - top) / temperature for z in logits]
    powers = [math.exp(s) for s in shifted]
    total = sum(powers)
    plain = [math.exp(z - top) for z in logits]
    multiplied = [math.exp((z - top) * temperature) for z in logits]
    given = sorted({s for s in shifted if s < 0}, reverse=True)
    hints = ", ".join(f"$e^{{{s:g}}} \\approx {math.exp(s):.4f}$" for s in given)
    probabilities = [p / total for p in powers]
    slips = {
        "left the exponentials undivided: they do not sum to 1": powers,
        "normalised the exponentials by their length instead of their sum": [
            p / math.sqrt(sum(q * q for q in powers)) for p in powers
        ],
        "ignored the temperature": [p / sum(plain) for p in plain],
        "multiplied the logits by the temperature instead of dividing": [
            p / sum(multiplied) for p in multiplied
        ],
    }
    if sum(logits):
        slips["divided the logits by their sum, without exponentials"] = [z / sum(logits) for z in logits]
    return Exercise(
        ask=(
            f"A classifier puts out the logits $z = ({logits[0]}, {logits[1]}, {logits[2]})$. Compute the softmax "
            f"at temperature $T = {temperature:g}$, that is the softmax of $z / T$.\n\nYou may use {hints}. "
            "Give the three probabilities in the order of the logits, to three decimals."
        ),
        answer=vector(probabilities, within=0.001),
        steps=[
            f"Subtract the largest logit, {top}, which changes nothing, and divide by $T$: "
            f"({', '.join(f'{s:g}' for s in shifted)}).",
            f"Exponentials: ({', '.join(f'{p:.4f}' for p in powers)}); their sum is {total:.4f}.",
            f"Divide each by the sum: **({', '.join(f'{p:.3f}' for p in probabilities)})**.",
        ],
        slips=slips,
        facts={"logits": logits, "temperature": temperature},
    )
