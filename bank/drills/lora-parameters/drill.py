"""The trainable parameters of LoRA on some matrices of every layer."""

from hotseat.drills import Exercise, number


def make(rng):
    """Two to four kinds of matrices of a model with narrower keys and values."""
    d = int(rng.choice([500, 1000, 2000, 4000]))
    kv = d // int(rng.choice([2, 4]))
    hidden = d * int(rng.choice([2, 3, 4]))
    layers = int(rng.choice([10, 12, 20, 24, 32]))
    rank = int(rng.choice([2, 4, 8, 16]))
    alpha = 2 * rank
    sizes = {
        "query": (d, d),
        "key": (d, kv),
        "value": (d, kv),
        "output": (d, d),
        "feed-forward in": (d, hidden),
    }
    options = [("query", "value"), ("query", "key", "value"), ("query", "key", "value", "output")]
    options += [("query", "value", "feed-forward in"), ("key", "value")]
    names = options[int(rng.integers(len(options)))]
    chosen = [sizes[name] for name in names]
    sums = [a + b for a, b in chosen]
    count = layers * rank * sum(sums)
    rows = "\n".join(f"| {name} | {a} | {b} |" for name, (a, b) in zip(names, chosen, strict=True))
    return Exercise(
        ask=(
            f"A model has {layers} layers. LoRA of rank **{rank}** with $\\alpha = {alpha}$ is put on these matrices "
            "of every layer; all else is frozen, there are no LoRA biases:\n\n"
            f"| matrix | inputs | outputs |\n|---|---|---|\n{rows}\n\n"
            "How many parameters are trained? Give the exact whole number."
        ),
        answer=number(count, within=0.4),
        steps=[
            f"A matrix of $a$ inputs and $b$ outputs gets two factors, ${rank} \\times a$ and "
            f"$b \\times {rank}$: ${rank}(a + b)$ parameters. $\\alpha$ only scales.",
            f"Per layer: {rank} × ({' + '.join(f'{a} + {b}' for a, b in chosen)}) = {rank * sum(sums)}.",
            f"Times {layers} layers: **{count}**.",
        ],
        slips={
            "counted the full matrices": layers * sum(a * b for a, b in chosen),
            "counted one of the two factors, that on the input side": layers
            * rank
            * sum(a for a, _ in chosen),
            "took all matrices for square": layers * rank * 2 * d * len(chosen),
            "left out the number of layers": rank * sum(sums),
            "left out the rank": layers * sum(sums),
            "multiplied by alpha instead of the rank": layers * alpha * sum(sums),
        },
        facts={"layers": layers, "rank": rank, "matrices": [list(pair) for pair in chosen]},
    )
