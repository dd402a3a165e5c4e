"""The floating-point operations of the score and value products of one attention layer."""

from hotseat.drills import Exercise, number


def make(rng):
    """Round sequence lengths; the heads do not change the result."""
    batch = int(rng.choice([1, 2, 4, 8]))
    length = int(rng.choice([500, 1000, 2000, 4000]))
    heads = int(rng.choice([8, 12, 16, 32]))
    width = int(rng.choice([50, 64, 100, 128]))
    model = heads * width
    one = 2 * batch * length**2 * model / 1e9
    both = 2 * one
    return Exercise(
        ask=(
            f"One multi-head self-attention layer: batch {batch}, sequence length {length}, {heads} heads of width "
            f"{width} (model dimension {model}).\n\n"
            "How many floating-point operations does its forward pass spend on the two products $QK^\\top$ and "
            "(weights) $\\cdot V$ together, over all heads? Count a multiplication with its addition as 2; leave "
            "out the projections, the scaling and the softmax; nothing is saved by a mask. Answer in GFLOP "
            "($10^9$), within 1 %."
        ),
        answer=number(both, within=0.01 * both, unit="GFLOP"),
        steps=[
            f"$QK^\\top$ in one head: $2 \\cdot {length}^2 \\cdot {width}$ operations, since each of the "
            f"{length}² scores is a dot product of {width} terms.",
            f"All heads and examples: $2 \\cdot {batch} \\cdot {length}^2 \\cdot {model}$ = {one:.4g} GFLOP "
            f"(heads times width is {model}).",
            "The product with $V$ costs the same.",
            f"Together: $4 \\cdot {batch} \\cdot {length}^2 \\cdot {model}$ = **{both:.4g} GFLOP**.",
        ],
        slips={
            "counted a multiplication with its addition as one": one,
            "multiplied the model dimension by the number of heads again": both * heads,
            "took a single head": both / heads,
            "let the cost grow linearly with the sequence length": both / length,
            "left out the batch": both / batch,
            "added the four projections": both + 8 * batch * length * model**2 / 1e9,
        },
        facts={"batch": batch, "length": length, "heads": heads, "width": width},
    )
