"""The shape after a chain of convolutions and poolings."""

from hotseat.drills import Exercise, shape


def _through(size, layers, *, is_up=False, skip_padding=False, skip_conv=False, pool_stride=None):
    for name, k, s, p, _ in layers:
        if name == "convolution" and skip_conv:
            continue
        pad = 0 if skip_padding else p
        step = pool_stride if pool_stride and name != "convolution" else s
        free = size + 2 * pad - k
        size = (-(-free // step) if is_up else free // step) + 1
    return size


def make(rng):
    """Two convolutions, each followed by a pooling; every size stays at least 2."""
    while True:
        height, width = (int(v) for v in rng.integers(24, 65, size=2))
        channels = [int(v) for v in rng.choice([6, 8, 16, 24, 32, 64], size=2)]
        kernels = [int(v) for v in rng.choice([3, 5], size=2)]
        pads = [int(rng.choice([0, k // 2])) for k in kernels]
        pools = [[(2, 2), (3, 2), (3, 3)][int(v)] for v in rng.integers(3, size=2)]
        kind = ["max-pool", "average-pool"][int(rng.integers(2))]
        layers = []
        for place in range(2):
            layers.append(["convolution", kernels[place], 1, pads[place], channels[place]])
            layers.append([kind, *pools[place], 0, None])
        sizes = [[_through(n, layers[: i + 1]) for n in (height, width)] for i in range(4)]
        if min(sizes[-1]) >= 2 and any(
            _through(n, layers, is_up=True) != _through(n, layers) for n in (height, width)
        ):
            break
    rows = "\n".join(
        f"| {i} | {name} | {k} × {k} | {s} | {p} | {c if c else 'unchanged'} |"
        for i, (name, k, s, p, c) in enumerate(layers, start=1)
    )
    out = (channels[1], *sizes[-1])

    def wrong(**changed):
        return (channels[1], *(_through(n, layers, **changed) for n in (height, width)))

    return Exercise(
        ask=(
            f"An RGB image of shape $(3, {height}, {width})$, that is (channels, height, width), goes through:\n\n"
            "| layer | kind | kernel | stride | padding per side | output channels |\n|---|---|---|---|---|---|\n"
            f"{rows}\n\n"
            "There is no dilation, and every size is rounded down. What is the shape of the output, "
            "(channels, height, width)?"
        ),
        answer=shape(*out),
        steps=[
            "Every layer maps a side $n$ to $\\lfloor (n + 2p - k) / s \\rfloor + 1$.",
            *(
                f"Layer {i}, {name}: {size[0]} × {size[1]}, {channels[(i - 1) // 2]} channels."
                for i, ((name, *_), size) in enumerate(zip(layers, sizes, strict=True), start=1)
            ),
            f"The output is **({', '.join(map(str, out))})**.",
        ],
        slips={
            "rounded up instead of down": wrong(is_up=True),
            "left out the padding": wrong(skip_padding=True),
            "let the convolutions keep the size whatever their padding": wrong(skip_conv=True),
            "pooled with stride 1": wrong(pool_stride=1),
            "kept the channels of the first convolution": (channels[0], *sizes[-1]),
            "stopped before the last pooling": (channels[1], *sizes[2]),
        },
        facts={"input": [3, height, width], "layers": layers},
    )
