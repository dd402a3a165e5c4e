"""The receptive field of one output of a stack of convolutions."""

import math

from hotseat.drills import Exercise, number


def make(rng):
    """Three or four layers; kernels, strides and dilations differ."""
    count = int(rng.choice([3, 4]))
    while True:
        layers = [
            [int(rng.choice([3, 5, 7])), int(rng.choice([1, 1, 2])), int(rng.choice([1, 1, 2]))]
            for _ in range(count)
        ]
        strides = [s for _, s, _ in layers[:-1]]
        if 1 <= sum(s > 1 for s in strides) <= 2:
            break
    field, jump, steps = 1, 1, []
    for i, (k, s, d) in enumerate(layers, start=1):
        added = (k - 1) * d * jump
        field += added
        steps.append(
            f"Layer {i}: adds $({k} - 1) \\cdot {d} \\cdot {jump} = {added}$, field {field}; "
            f"spacing of the outputs, in input pixels: {jump * s}."
        )
        jump *= s
    rows = "\n".join(f"| {i} | {k} | {s} | {d} |" for i, (k, s, d) in enumerate(layers, start=1))
    late = 1
    after = 1
    for k, s, d in layers:
        after *= s
        late += (k - 1) * d * after
    no_dilation = 1 + sum(
        (k - 1) * math.prod(s for _, s, _ in layers[:i]) for i, (k, _, _) in enumerate(layers)
    )
    return Exercise(
        ask=(
            "Along one axis, a network is a stack of convolutions, the input first:\n\n"
            f"| layer | kernel | stride | dilation |\n|---|---|---|---|\n{rows}\n\n"
            "How many input pixels along this axis lie within the receptive field of one output of the last layer, "
            "from the first to the last pixel that it can depend on? Ignore the borders."
        ),
        answer=number(field, within=0.4),
        steps=[*steps, f"The receptive field is **{field}**."],
        slips={
            "ignored the strides of the layers before": 1 + sum((k - 1) * d for k, _, d in layers),
            "ignored the dilation": no_dilation,
            "counted a layer's own stride, not only those of the layers before it": late,
            "multiplied the kernel sizes": math.prod(k for k, _, _ in layers),
            "added up the kernel sizes": sum(k for k, _, _ in layers),
            "forgot the 1 of the pixel itself": field - 1,
        },
        facts={"layers": layers},
    )
