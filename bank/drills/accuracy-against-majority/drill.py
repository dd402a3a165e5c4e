"""How many percentage points a classifier gains over always predicting the majority class."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    total = int(rng.choice([200, 400, 500, 1000]))
    positives = int(total * float(rng.choice([0.04, 0.06, 0.1, 0.14, 0.2])))
    tp = int(positives * float(rng.uniform(0.3, 0.95)))
    fn = positives - tp
    negatives = total - positives
    fp = int(rng.integers(1, max(3, int(1.6 * positives))))
    tn = negatives - fp
    accuracy, baseline = (tp + tn) / total, negatives / total
    gain = 100 * (accuracy - baseline)
    return Exercise(
        ask=(
            "On a test set a classifier has this confusion matrix:\n\n"
            "||predicted positive|predicted negative|\n|---|---|---|\n"
            f"|**actually positive**|{tp}|{fn}|\n|**actually negative**|{fp}|{tn}|\n\n"
            "By how many percentage points is its accuracy above that of always predicting the majority class of "
            "this test set? Give it to one decimal; negative if it is below."
        ),
        answer=number(gain, within=0.06, unit="%"),
        steps=[
            f"Accuracy of the classifier: ({tp} + {tn}) / {total} = {accuracy:.4f}.",
            f"The majority class is negative; always predicting it is right {fp} + {tn} = {negatives} times: "
            f"{negatives} / {total} = {baseline:.4f}.",
            f"Difference: {100 * accuracy:.2f} − {100 * baseline:.2f} = **{gain:.1f}** percentage points.",
        ],
        slips={
            "gave the accuracy itself, without a baseline": 100 * accuracy,
            "took random guessing, 50 %, for the baseline": 100 * (accuracy - 0.5),
            "took the share of the positive class for the baseline": 100 * (accuracy - positives / total),
            "took the classifier's predicted negatives, not the actual ones, for the majority": 100
            * (accuracy - (tn + fn) / total),
            "subtracted the other way round": -gain,
            "gave the share of the baseline's errors that is removed": 100
            * (accuracy - baseline)
            / (1 - baseline),
        },
        facts={"tp": tp, "fp": fp, "fn": fn, "tn": tn},
    )
