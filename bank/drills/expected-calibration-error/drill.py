"""Expected calibration error of three bins."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    counts = [int(count) * 10 for count in rng.permutation([2, 3, 4, 5, 6, 8, 10])[:3]]
    confidences = [float(rng.integers(low, low + 20)) / 100 for low in (52, 68, 80)]
    confidences = sorted({round(value, 2) for value in confidences})
    if len(confidences) < 3:
        confidences = [0.55, 0.7, 0.9]
    shares = [confidence + int(rng.integers(-22, 9)) / 100 for confidence in confidences]
    right = [min(count, round(count * share)) for count, share in zip(counts, shares, strict=True)]
    total = sum(counts)
    accuracy = [hits / count for hits, count in zip(right, counts, strict=True)]
    gaps = [hit - confidence for hit, confidence in zip(accuracy, confidences, strict=True)]
    weighted = [count * abs(gap) for count, gap in zip(counts, gaps, strict=True)]
    value = sum(weighted) / total
    signed = sum(count * gap for count, gap in zip(counts, gaps, strict=True)) / total
    rows = "\n".join(
        f"|{place + 1}|{counts[place]}|{confidences[place]:.2f}|{right[place]}|"
        for place in range(len(counts))
    )
    return Exercise(
        ask=(
            "A classifier's predictions, binned by confidence:\n\n"
            f"|bin|predictions|mean confidence|correct ones|\n|---|---|---|---|\n{rows}\n\n"
            "What is the **expected calibration error**: the mean over the bins, weighted by their number of "
            "predictions, of the absolute difference between accuracy and mean confidence? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            "Accuracy per bin: "
            + ", ".join(
                f"{hits}/{count} = {hit:.4f}"
                for hits, count, hit in zip(right, counts, accuracy, strict=True)
            )
            + ".",
            "Accuracy − confidence: " + ", ".join(f"{gap:+.4f}" for gap in gaps) + ".",
            "Weighted: ("
            + " + ".join(f"{count} × {abs(gap):.4f}" for count, gap in zip(counts, gaps, strict=True))
            + f") / {total} = **{value:.3f}**.",
        ],
        slips={
            "gave every bin the same weight": sum(map(abs, gaps)) / len(gaps),
            "gave the largest gap: that is the maximum calibration error": max(map(abs, gaps)),
            "let gaps of opposite signs cancel": abs(signed),
            "squared the gaps": sum(count * gap**2 for count, gap in zip(counts, gaps, strict=True)) / total,
            "compared overall confidence minus overall accuracy, with its sign": -signed,
            "added the gaps of the bins without averaging": sum(map(abs, gaps)),
        },
        facts={"counts": counts, "confidences": confidences, "right": right},
    )
