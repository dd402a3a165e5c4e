"""The parameters of one transformer block, with a plain or a gated feed-forward network."""

from hotseat.drills import Exercise, number


def make(rng):
    """A plain block with biases and LayerNorm, or a gated one without biases and with RMSNorm."""
    heads = int(rng.choice([2, 4, 5, 8, 10]))
    d = heads * int(rng.choice([10, 16, 20, 25, 30, 32, 40, 50, 64]))
    is_gated = bool(rng.random() < 0.4)
    hidden = d * int(rng.choice([2, 3] if is_gated else [2, 3, 4]))
    matrices = 3 if is_gated else 2
    attention = 4 * d * d
    feed = matrices * d * hidden
    biases = 0 if is_gated else 4 * d + hidden + d
    norms = 2 * d if is_gated else 4 * d
    count = attention + feed + biases + norms
    if is_gated:
        words = (
            f"a gated feed-forward network of hidden width {hidden} (SwiGLU: two matrices in, one out), and two "
            "RMSNorm layers, each with one learned scale per dimension. There are no biases."
        )
        slips = {
            "gave the gated feed-forward network two matrices instead of three": count - d * hidden,
            "counted biases that the block does not have": count + 4 * d + 2 * hidden + d,
            "gave the RMSNorm layers a shift as well": count + norms,
        }
    else:
        words = (
            f"a feed-forward network with one hidden layer of width {hidden}, and two LayerNorm layers with a learned "
            "scale and shift per dimension. All matrices of attention and feed-forward network have biases."
        )
        slips = {
            "left out the biases": count - biases,
            "counted one matrix of the feed-forward network instead of two": count - d * hidden,
            "gave the LayerNorm layers no shift": count - norms // 2,
        }
    slips |= {
        "forgot the output projection of the attention": count - d * d - (0 if is_gated else d),
        "multiplied the attention matrices by the number of heads": count + (heads - 1) * attention,
        "left out the normalisation layers": count - norms,
    }
    return Exercise(
        ask=(
            f"A transformer block has model dimension {d}. It consists of multi-head self-attention with {heads} heads "
            f"of width {d // heads} (projections for queries, keys, values and the output), {words}\n\n"
            "How many learned parameters has the block? Give the exact whole number."
        ),
        answer=number(count, within=0.4),
        steps=[
            f"Attention: four matrices of {d} × {d} = {attention}, whatever the number of heads.",
            f"Feed-forward: {matrices} × {d} × {hidden} = {feed}.",
            "Biases: none."
            if is_gated
            else f"Biases: 4 × {d} for the attention, {hidden} + {d} for the feed-forward network = {biases}.",
            f"Normalisation: 2 × {norms // 2} = {norms}.",
            f"In all: **{count}**.",
        ],
        slips=slips,
        facts={"d": d, "heads": heads, "hidden": hidden, "is_gated": is_gated},
    )
