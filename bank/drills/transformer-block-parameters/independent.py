"""By listing every array of the block, head by head, and adding up their sizes."""


def answer(facts):
    """The sum of the sizes."""
    import math

    d, hidden = facts["d"], facts["hidden"]
    width = d // facts["heads"]
    has_bias = not facts["is_gated"]
    arrays = [(hidden, d)] * (2 if facts["is_gated"] else 1) + [(d, hidden)]
    for _ in range(facts["heads"]):
        for _ in "qkv":
            arrays.append((width, d))
            arrays += [(width,)] * has_bias
        arrays.append((d, width))
    arrays += [(d,), (hidden,), (d,)] * has_bias
    for _ in range(2):
        arrays += [(d,)] if facts["is_gated"] else [(d,), (d,)]
    return sum(math.prod(shape) for shape in arrays)
