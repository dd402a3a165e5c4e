"""The shape of one of the arrays in multi-head attention, with as many keys as queries or not."""

from hotseat.drills import Exercise, shape


def make(rng):
    """Self- or cross-attention; one of five arrays is asked for."""
    batch = int(rng.choice([2, 4, 8]))
    heads = int(rng.choice([2, 4, 6, 8, 12]))
    width = int(rng.choice([16, 32, 64]))
    model = heads * width
    queries = int(rng.choice([5, 10, 12, 20, 50]))
    is_cross = bool(rng.random() < 0.6)
    keys = int(rng.choice([7, 15, 30, 40, 64])) if is_cross else queries
    name, out, why, wrong = [
        (
            "the queries $Q$, split into heads",
            (batch, heads, queries, width),
            "Queries: one per query position, in each head.",
            {
                "kept the full model dimension in every head": (batch, heads, queries, model),
                "left the head axis behind the sequence axis": (batch, queries, heads, width),
                "did not split into heads": (batch, queries, model),
            },
        ),
        (
            "the keys $K$, split into heads and not transposed",
            (batch, heads, keys, width),
            "Keys: one per position of the sequence that is attended to, in each head.",
            {
                "took the query length for the keys": (batch, heads, queries, width),
                "kept the full model dimension in every head": (batch, heads, keys, model),
                "left the head axis behind the sequence axis": (batch, keys, heads, width),
                "did not split into heads": (batch, keys, model),
            },
        ),
        (
            "the scores $QK^\\top / \\sqrt{d_{head}}$",
            (batch, heads, queries, keys),
            "Scores: the head dimension is summed away; one number for each query and key, in each head.",
            {
                "transposed the scores: queries are their rows, keys their columns": (
                    batch,
                    heads,
                    keys,
                    queries,
                ),
                "forgot that every head has its own scores": (batch, queries, keys),
                "kept the head dimension, which the product sums away": (batch, heads, queries, width),
                "took the query length for the keys": (batch, heads, queries, queries),
            },
        ),
        (
            "the weighted values (weights times $V$), before the heads are joined",
            (batch, heads, queries, width),
            "Weighted values: the keys are summed away; one vector per query, in each head.",
            {
                "took one vector per key instead of one per query": (batch, heads, keys, width),
                "gave the shape of the weights": (batch, heads, queries, keys),
                "joined the heads already": (batch, queries, model),
            },
        ),
        (
            "the output, after the heads are joined and projected",
            (batch, queries, model),
            "Output: the heads are put side by side, which gives the model dimension again, one vector per query.",
            {
                "took the length of the attended sequence instead of the queries": (batch, keys, model),
                "left the heads unjoined": (batch, heads, queries, width),
                "gave the width of one head instead of all": (batch, queries, width),
            },
        ),
    ][int(rng.integers(5))]
    where = (
        f"Cross-attention: {queries} query positions attend to an encoded sequence of {keys} positions."
        if is_cross
        else f"Self-attention over a sequence of {queries} positions."
    )
    return Exercise(
        ask=(
            f"{where} The batch has {batch} examples, the model dimension is {model}, and there are {heads} heads of "
            f"equal width; the widths of all heads together are the model dimension. Arrays split into heads are "
            "ordered (batch, heads, sequence, ...), joined ones (batch, sequence, ...).\n\n"
            f"What is the shape of {name}?"
        ),
        answer=shape(*out),
        steps=[
            f"Width of a head: {model} / {heads} = {width}.",
            why,
            f"Shape: **({', '.join(map(str, out))})**.",
        ],
        slips=wrong,
        facts={
            "batch": batch,
            "heads": heads,
            "model": model,
            "queries": queries,
            "keys": keys,
            "name": name,
        },
    )
