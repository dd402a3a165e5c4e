"""The largest error of a vector after symmetric int8 quantisation."""

import math

from hotseat.drills import Exercise, number


def make(rng):
    """A vector whose largest value makes the scale a round number."""
    scale = float(rng.choice([0.01, 0.02, 0.05, 0.1]))
    whole = [int(v) for v in rng.choice([4, 7, 11, 18, 23, 35, 42, 56, 61, 78, 90], size=3, replace=False)]
    parts = [
        float(v)
        for v in rng.choice(
            [-0.45, -0.35, -0.25, -0.2, -0.15, -0.1, 0.1, 0.15, 0.2, 0.3, 0.35, 0.4], size=3, replace=False
        )
    ]
    signs = [int(v) for v in rng.choice([-1, 1], size=4)]
    place = int(rng.integers(4))
    x = [round(s * scale * (q + f), 4) for s, q, f in zip(signs[1:], whole, parts, strict=True)]
    x.insert(place, round(signs[0] * scale * 127, 4))

    def errors(step, rounding=round):
        return [abs(v - step * rounding(round(v / step, 9))) for v in x]

    own = errors(scale)
    worst = max(own)
    codes = [round(round(v / scale, 9)) for v in x]
    back = [round(scale * q, 4) for q in codes]
    return Exercise(
        ask=(
            f"The vector $x = ({', '.join(f'{v:g}' for v in x)})$ is quantised to int8 with the symmetric absmax rule: "
            "the scale is $s = \\max_i |x_i| / 127$, the codes are $q_i = x_i / s$ rounded to the nearest whole "
            "number, and the vector is restored as $s q_i$.\n\n"
            "What is the largest absolute error $\\max_i |x_i - s q_i|$? Give four decimals."
        ),
        answer=number(worst, within=0.0001),
        steps=[
            f"Scale: {max(map(abs, x)):g} / 127 = {scale:g}.",
            f"$x / s$: ({', '.join(f'{round(v / scale, 4):g}' for v in x)}); codes: ({', '.join(map(str, codes))}).",
            f"Restored: ({', '.join(f'{v:g}' for v in back)}).",
            f"Absolute errors: ({', '.join(f'{e:.4f}' for e in own)}); the largest is **{worst:.4f}**.",
        ],
        slips={
            "cut the codes off towards zero instead of rounding": max(errors(scale, math.trunc)),
            "rounded the codes down": max(errors(scale, math.floor)),
            "gave the bound of half a step, not the error of this vector": scale / 2,
            "averaged the absolute errors": sum(own) / 4,
            "gave the error in codes, not in the units of the vector": worst / scale,
            "spread 255 steps over the absmax instead of 127": max(errors(scale * 127 / 255)),
        },
        facts={"x": x},
    )
