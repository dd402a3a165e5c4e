"""Precision, recall or F1 of the positive class from a confusion matrix."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    tp, fp, fn = (int(value) for value in rng.integers(2, 13, size=3) * 5)
    tn = int(rng.integers(10, 60)) * 10
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    f1 = 2 * tp / (2 * tp + fp + fn)
    asked = str(rng.choice(["precision", "recall", "F1"]))
    value = {"precision": precision, "recall": recall, "F1": f1}[asked]
    accuracy = (tp + tn) / (tp + fp + fn + tn)
    steps = {
        "precision": [
            f"Predicted positive in all: {tp} + {fp} = {tp + fp}.",
            f"Precision: TP / (TP + FP) = {tp} / {tp + fp} = **{precision:.3f}**.",
        ],
        "recall": [
            f"Actually positive in all: {tp} + {fn} = {tp + fn}.",
            f"Recall: TP / (TP + FN) = {tp} / {tp + fn} = **{recall:.3f}**.",
        ],
        "F1": [
            f"Precision {tp} / {tp + fp} = {precision:.4f}, recall {tp} / {tp + fn} = {recall:.4f}.",
            f"F1 = 2TP / (2TP + FP + FN) = {2 * tp} / {2 * tp + fp + fn} = **{f1:.3f}**.",
        ],
    }
    slips = {
        "precision": {"divided by the actual positives: that is recall": recall},
        "recall": {"divided by the predicted positives: that is precision": precision},
        "F1": {
            "took the arithmetic mean of precision and recall": (precision + recall) / 2,
            "multiplied precision and recall, but did not divide by their sum": 2 * precision * recall,
            "gave precision alone": precision,
            "gave recall alone": recall,
        },
    }
    general = {
        "gave the accuracy": accuracy,
        "gave the specificity, TN / (TN + FP)": tn / (tn + fp),
    }
    return Exercise(
        ask=(
            f"A classifier has this confusion matrix:\n\n"
            f"||predicted positive|predicted negative|\n|---|---|---|\n"
            f"|**actually positive**|{tp}|{fn}|\n|**actually negative**|{fp}|{tn}|\n\n"
            f"What is its **{asked}** for the positive class? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=steps[asked],
        slips=slips[asked] | general,
        facts={"tp": tp, "fp": fp, "fn": fn, "tn": tn, "asked": asked},
    )
