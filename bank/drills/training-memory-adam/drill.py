"""The memory of the model states per GPU: mixed precision, Adam, and what is sharded."""

from hotseat.drills import Exercise, number


def make(rng):
    """Three ways of sharding; gradients in two or four bytes."""
    billions = float(rng.choice([1.2, 1.5, 2.4, 3, 6, 7.5, 12, 13, 30]))
    gpus = int(rng.choice([4, 8, 16, 32]))
    gradient = int(rng.choice([2, 2, 4]))
    stage = int(rng.integers(3))
    states = [
        ["weights for the passes (bf16)", 2, stage == 2],
        [f"gradients ({'bf16' if gradient == 2 else 'fp32'})", gradient, stage == 2],
        ["master weights (fp32)", 4, stage >= 1],
        ["Adam's first moment (fp32)", 4, stage >= 1],
        ["Adam's second moment (fp32)", 4, stage >= 1],
    ]
    words = [
        "Plain data parallelism: every GPU holds all of these.",
        "The master weights and both moments are sharded evenly over the GPUs; every GPU holds all of the rest.",
        "All five are sharded evenly over the GPUs.",
    ][stage]
    whole = sum(size for _, size, is_cut in states if not is_cut)
    cut = sum(size for _, size, is_cut in states if is_cut)
    per_gpu = billions * (whole + cut / gpus)
    full = billions * (whole + cut)

    def without(*places):
        return billions * sum(
            size / (gpus if is_cut else 1) for i, (_, size, is_cut) in enumerate(states) if i not in places
        )

    slips = {
        "left out the fp32 master weights, or one of Adam's moments": without(2),
        "counted the weights only": without(1, 2, 3, 4),
        "left out the gradients": without(1),
    }
    if stage == 1:
        slips["sharded nothing"] = full
        slips["sharded all of it, weights and gradients too"] = full / gpus
    elif stage == 2:
        slips["sharded nothing"] = full
    else:
        slips["divided by the number of GPUs, though nothing is sharded"] = full / gpus
    rows = "\n".join(f"| {name} | {size} |" for name, size, _ in states)
    return Exercise(
        ask=(
            f"A model with **{billions:g} billion** parameters is trained on **{gpus}** GPUs with Adam in mixed "
            f"precision:\n\n| kept per parameter | bytes |\n|---|---|\n{rows}\n\n{words}\n\n"
            "How much memory do these take on one GPU, without activations and buffers? Answer in GB ($10^9$ bytes), "
            "within 0.5 %."
        ),
        answer=number(per_gpu, within=0.005 * per_gpu, unit="GB"),
        steps=[
            f"Bytes per parameter in all: 2 + {gradient} + 4 + 4 + 4 = {whole + cut}.",
            f"Of these, held whole on every GPU: {whole}; sharded: {cut}.",
            f"Bytes per parameter on one GPU: {whole} + {cut} / {gpus} = {whole + cut / gpus:g}.",
            f"Times {billions:g} billion: **{per_gpu:.4g} GB**.",
        ],
        slips=slips,
        facts={"billions": billions, "gpus": gpus, "states": [[size, is_cut] for _, size, is_cut in states]},
    )
