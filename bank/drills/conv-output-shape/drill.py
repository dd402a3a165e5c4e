"""The output shape of a 2-D convolution with stride, padding and dilation."""

from hotseat.drills import Exercise, shape


def make(rng):
    """A batch of rectangular images through one layer."""
    batch = int(rng.choice([1, 4, 8, 16, 32]))
    c_in, c_out = int(rng.choice([1, 3, 16])), int(rng.choice([8, 24, 32, 64]))
    height, width = (int(v) for v in rng.integers(14, 65, size=2))
    k = int(rng.choice([2, 3, 4, 5]))
    stride = int(rng.choice([1, 2, 3]))
    padding = int(rng.choice([0, 1, 2]))
    dilation = int(rng.choice([1, 2, 3]))
    reach = dilation * (k - 1) + 1

    def size(n, pad=2 * padding, span=reach, step=stride, extra=1, *, is_up=False):
        free = n + pad - span
        return (-(-free // step) if is_up else free // step) + extra

    def both(**changed):
        return (batch, c_out, size(height, **changed), size(width, **changed))

    out = both()
    return Exercise(
        ask=(
            f"A batch of shape $({batch}, {c_in}, {height}, {width})$, that is (batch, channels, height, width), goes "
            "through a 2-D convolution:\n\n"
            "| output channels | kernel | stride | padding | dilation |\n|---|---|---|---|---|\n"
            f"| {c_out} | {k} × {k} | {stride} | {padding} | {dilation} |\n\n"
            "The padding is added on each of the four sides; positions where the kernel does not fit completely are "
            "dropped (rounded down). What is the shape of the output, in the same order?"
        ),
        answer=shape(*out),
        steps=[
            f"With dilation {dilation} the kernel reaches over ${dilation} \\cdot ({k} - 1) + 1 = {reach}$ pixels.",
            f"Height: $\\lfloor ({height} + 2 \\cdot {padding} - {reach}) / {stride} \\rfloor + 1 = {out[2]}$.",
            f"Width: $\\lfloor ({width} + 2 \\cdot {padding} - {reach}) / {stride} \\rfloor + 1 = {out[3]}$.",
            f"The channels become the output channels: **({', '.join(map(str, out))})**.",
        ],
        slips={
            "ignored the dilation": both(span=k),
            "took dilation times kernel size for the reach of the kernel": both(span=dilation * k),
            "counted the padding on one side only": both(pad=padding),
            "left out the padding": both(pad=0),
            "forgot the + 1": both(extra=0),
            "rounded up instead of down": both(is_up=True),
        },
        facts={
            "input": [batch, c_in, height, width],
            "c_out": c_out,
            "kernel": k,
            "stride": stride,
            "padding": padding,
            "dilation": dilation,
        },
    )
