"""The larger of the gaps in true-positive and false-positive rate between two groups."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    while True:
        positives = [int(value) * 10 for value in rng.integers(2, 9, size=2)]
        negatives = [int(value) * 10 for value in rng.integers(3, 13, size=2)]
        tp = [int(count * rng.uniform(0.4, 0.95)) for count in positives]
        fp = [int(count * rng.uniform(0.05, 0.5)) for count in negatives]
        tpr = [hit / count for hit, count in zip(tp, positives, strict=True)]
        fpr = [hit / count for hit, count in zip(fp, negatives, strict=True)]
        gaps = [abs(tpr[0] - tpr[1]), abs(fpr[0] - fpr[1])]
        if min(gaps) > 0.02 and abs(gaps[0] - gaps[1]) > 0.02:
            break
    value = max(gaps)
    rates = [(tp[k] + fp[k]) / (positives[k] + negatives[k]) for k in (0, 1)]
    right = [(tp[k] + negatives[k] - fp[k]) / (positives[k] + negatives[k]) for k in (0, 1)]
    precision = [tp[k] / (tp[k] + fp[k]) for k in (0, 1)]
    rows = "\n".join(
        f"|{'AB'[k]}|{tp[k]}|{positives[k] - tp[k]}|{fp[k]}|{negatives[k] - fp[k]}|" for k in (0, 1)
    )
    return Exercise(
        ask=(
            f"A model's decisions for two groups:\n\n|group|TP|FN|FP|TN|\n|---|---|---|---|---|\n{rows}\n\n"
            "What is the **equalised-odds difference**, defined as the larger of the absolute differences between the "
            "groups in true-positive rate and in false-positive rate? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"True-positive rates: A {tp[0]}/{positives[0]} = {tpr[0]:.4f}, B {tp[1]}/{positives[1]} = {tpr[1]:.4f}; "
            f"difference {gaps[0]:.4f}.",
            f"False-positive rates: A {fp[0]}/{negatives[0]} = {fpr[0]:.4f}, B {fp[1]}/{negatives[1]} = {fpr[1]:.4f}; "
            f"difference {gaps[1]:.4f}.",
            f"The larger one: **{value:.3f}**.",
        ],
        slips={
            "took the smaller of the two differences": min(gaps),
            "took the mean of the two differences: that is the average odds difference": sum(gaps) / 2,
            "added the two differences": sum(gaps),
            "compared the shares of positive decisions: that is demographic parity": abs(rates[0] - rates[1]),
            "compared the accuracies": abs(right[0] - right[1]),
            "compared the precisions: that is predictive parity": abs(precision[0] - precision[1]),
        },
        facts={"tp": tp, "fp": fp, "positives": positives, "negatives": negatives},
    )
