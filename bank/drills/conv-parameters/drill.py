"""The parameters of a 2-D convolution with groups and perhaps a bias."""

from hotseat.drills import Exercise, number


def make(rng):
    """Channels that the groups divide; sometimes depthwise."""
    c_in = int(rng.choice([8, 16, 24, 32, 48, 64]))
    c_out = c_in * int(rng.choice([1, 2, 3]))
    groups = int(rng.choice([1, 2, 4, 8, c_in]))
    kh, kw = (int(v) for v in rng.choice([1, 3, 5, 7], size=2))
    if kh == kw == 1:
        kh = 3
    has_bias = bool(rng.random() < 0.6)
    weights = c_out * (c_in // groups) * kh * kw
    count = weights + c_out * has_bias
    bias_words = "one bias per output channel" if has_bias else "no bias"
    slips = {
        "ignored the groups": c_out * c_in * kh * kw + c_out * has_bias,
        "divided both input and output channels by the groups, that is the weights of one group only": c_out
        // groups
        * (c_in // groups)
        * kh
        * kw
        + c_out * has_bias,
        "gave every output channel only one kernel slice": c_out * kh * kw + c_out * has_bias,
    }
    if has_bias:
        slips["left the bias out"] = weights
        slips["counted one bias per input channel"] = weights + c_in
    else:
        slips["counted a bias that the layer does not have"] = weights + c_out
    return Exercise(
        ask=(
            "How many learned parameters has this 2-D convolution?\n\n"
            "| input channels | output channels | kernel | groups | bias |\n|---|---|---|---|---|\n"
            f"| {c_in} | {c_out} | {kh} × {kw} | {groups} | {bias_words} |\n\n"
            "With $g$ groups, input and output channels are each cut into $g$ equal parts, and each part of the output "
            "sees only its own part of the input. Give the exact whole number."
        ),
        answer=number(count, within=0.4),
        steps=[
            f"Input channels that each output channel sees: {c_in} / {groups} = {c_in // groups}.",
            f"Weights: {c_out} × {c_in // groups} × {kh} × {kw} = {weights}.",
            f"Bias: {c_out if has_bias else 0}. In all: **{count}**.",
        ],
        slips=slips,
        facts={"c_in": c_in, "c_out": c_out, "groups": groups, "kernel": [kh, kw], "has_bias": has_bias},
    )
