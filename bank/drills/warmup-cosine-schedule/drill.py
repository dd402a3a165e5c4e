"""The learning rate at a step of a schedule with linear warmup and cosine decay."""

import math
from fractions import Fraction

from hotseat.drills import Exercise, number


def make(rng):
    """Mostly a step in the decay at a simple part of its length, sometimes one in the warmup."""
    warmup = int(rng.choice([100, 200, 500, 1000, 2000]))
    decay = warmup * int(rng.choice([6, 12, 24, 36]))
    total = warmup + decay
    peak = float(rng.choice([2.0, 3.0, 4.0, 6.0, 8.0]))
    floor = peak * float(rng.choice([0.0, 0.1]))
    is_early = bool(rng.random() < 0.15)
    part = [Fraction(1, 3), Fraction(1, 6), Fraction(1, 2), Fraction(2, 3), Fraction(5, 6)][
        int(rng.integers(5))
    ]
    share = Fraction(int(rng.integers(1, 10)), 10)
    step = int(warmup * share) if is_early else int(warmup + decay * part)

    def cosine(progress):
        return floor + (peak - floor) * (1 + math.cos(math.pi * progress)) / 2

    if is_early:
        rate = peak * step / warmup
        steps = [
            f"Step {step} is still in the warmup: {step} / {warmup} = {float(share):g} of the way.",
            f"The warmup starts at 0: {float(share):g} × {peak:g} = **{rate:.3f}** (times $10^{{-4}}$).",
        ]
    else:
        p = float(part)
        rate = cosine(p)
        steps = [
            f"The decay lasts {total} − {warmup} = {decay} steps; of these {step} − {warmup} = {step - warmup} are "
            f"done, that is $p = {part.numerator}/{part.denominator}$.",
            f"Cosine factor: $\\frac12 (1 + \\cos(\\pi p)) = \\frac12 (1 + {math.cos(math.pi * p):.4f}) "
            f"= {(1 + math.cos(math.pi * p)) / 2:.4f}$.".replace("+ -", "- "),
            f"Rate: {floor:g} + ({peak:g} − {floor:g}) × {(1 + math.cos(math.pi * p)) / 2:.4f} = **{rate:.3f}** "
            "(times $10^{-4}$).",
        ]
    p = (step - warmup) / decay
    if is_early:
        slips = {"took the peak rate during the warmup": peak}
        slips["took the decay formula during the warmup"] = cosine(p)
        slips["took the warmup over the whole run"] = peak * step / total
    else:
        slips = {
            "measured the decay from step 0 instead of the end of the warmup": cosine(step / total),
            "divided by all the steps instead of those of the decay": cosine((step - warmup) / total),
        }
        slips["decayed linearly"] = floor + (peak - floor) * (1 - p)
        slips["let the rate fall along a quarter of a wave instead of half a wave"] = floor + (
            peak - floor
        ) * math.cos(math.pi * p / 2)
        slips["forgot the factor of one half"] = 2 * rate - floor
        slips["left out the final rate"] = peak * (1 + math.cos(math.pi * p)) / 2
    lowest = f"${floor:g} \\cdot 10^{{-4}}$" if floor else "0"
    return Exercise(
        ask=(
            f"A training run has {total} steps. The learning rate rises linearly from 0 at step 0 to its peak of "
            f"${peak:g} \\cdot 10^{{-4}}$ at step {warmup}, then falls along half a cosine wave to "
            f"{lowest} at step {total}.\n\n"
            f"What is the learning rate at step **{step}**? Give it in units of $10^{{-4}}$, to three decimals."
        ),
        answer=number(rate, within=0.002),
        steps=steps,
        slips=slips,
        facts={"warmup": warmup, "total": total, "peak": peak, "floor": floor, "step": step},
    )
