"""The memory of a model for inference at a precision, with the scales of its groups."""

from hotseat.drills import Exercise, number


def make(rng):
    """A number of billions, a precision, perhaps groups with a scale each, and an overhead."""
    billions = float(rng.choice([1.5, 3, 7, 8, 13, 20, 32, 34, 70]))
    name, bits = [("fp32", 32), ("bf16", 16), ("int8", 8), ("int4", 4), ("int4", 4)][int(rng.integers(5))]
    group = int(rng.choice([32, 64, 128])) if bits <= 8 else 0
    overhead = float(rng.choice([0.1, 0.2, 0.25]))
    plain = bits / 8
    per_weight = plain + (2 / group if group else 0)
    weights = billions * per_weight
    total = weights * (1 + overhead)
    words = f"All weights are stored as {name} ({bits} bits each)"
    words += f", with one 16-bit scale for every group of {group} weights." if group else "."
    scales = f" + 2 / {group} for the scale" if group else ""
    slips = {
        "took bits for bytes": billions * bits * (1 + overhead),
        "left out the overhead": weights,
        "took the overhead off instead of adding it": weights * (1 - overhead),
    }
    if group:
        slips["left out the scales"] = billions * plain * (1 + overhead)
        slips["added a 16-bit scale to every weight"] = billions * (plain + 2) * (1 + overhead)
    else:
        slips["took the other floating-point width"] = total * (0.5 if bits == 32 else 2)
    slips["divided by $2^{30}$: that is GiB, not GB"] = total * 1e9 / 2**30
    return Exercise(
        ask=(
            f"A language model with **{billions:g} billion** parameters is loaded for inference. {words} Reserve "
            f"another {overhead:.0%} of the memory of the weights{' and scales' if group else ''} for activations "
            "and buffers.\n\n"
            "How much memory is that in all? Answer in GB ($10^9$ bytes), within 0.5 %."
        ),
        answer=number(total, within=0.005 * total, unit="GB"),
        steps=[
            f"Bytes per weight: {bits} / 8{scales} = {per_weight:g}.",
            f"Weights: {billions:g} billion × {per_weight:g} bytes = {weights:.4g} GB.",
            f"With the overhead: {weights:.4g} × {1 + overhead:g} = **{total:.4g} GB**.",
        ],
        slips=slips,
        facts={"billions": billions, "bits": bits, "group": group, "overhead_percent": round(overhead * 100)},
    )
