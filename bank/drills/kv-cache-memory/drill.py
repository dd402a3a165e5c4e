"""The memory of a KV cache with grouped-query attention."""

from hotseat.drills import Exercise, number


def make(rng):
    """Sizes like those of open models, in powers of two where possible."""
    layers = int(rng.choice([16, 24, 32, 40, 48, 64, 80]))
    kv_heads = int(rng.choice([2, 4, 8]))
    groups = int(rng.choice([2, 4, 8]))
    heads = kv_heads * groups
    width = int(rng.choice([64, 128]))
    length = 1024 * int(rng.choice([2, 4, 8, 16]))
    batch = int(rng.choice([1, 4, 8, 16]))
    word, size = [("16-bit floats (2 bytes)", 2), ("8-bit floats (1 byte)", 1)][int(rng.random() < 0.25)]
    per_token = 2 * layers * kv_heads * width * size
    total = per_token * length * batch
    gib = total / 2**30
    return Exercise(
        ask=(
            "A decoder-only model uses grouped-query attention:\n\n"
            "| layers | query heads | key/value heads | head width |\n|---|---|---|---|\n"
            f"| {layers} | {heads} | {kv_heads} | {width} |\n\n"
            f"Its cache keeps keys and values of all layers as {word}. How much memory does the cache take for "
            f"**{batch}** sequence{'s' if batch > 1 else ''} of **{length}** tokens{' each' if batch > 1 else ''}? "
            "Answer in GiB ($2^{30}$ bytes), within 1 %."
        ),
        answer=number(gib, within=0.01 * gib, unit="GiB"),
        steps=[
            f"Per token: 2 (key and value) × {layers} layers × {kv_heads} heads × {width} × {size} byte{'s' if size > 1 else ''} "
            f"= {per_token} bytes = {per_token / 1024:g} KiB.",
            f"Tokens: {batch} × {length} = {batch * length}.",
            f"{per_token / 1024:g} KiB × {batch * length} = {total} bytes = **{gib:.4g} GiB**.",
        ],
        slips={
            "counted the query heads instead of the key/value heads": gib * groups,
            "counted keys only, not values": gib / 2,
            "divided by $10^9$: that is GB, not GiB": total / 1e9,
            "took one layer only": gib / layers,
            "took one sequence only": gib / batch,
        },
        facts={
            "layers": layers,
            "kv_heads": kv_heads,
            "width": width,
            "length": length,
            "batch": batch,
            "size": size,
        },
    )
