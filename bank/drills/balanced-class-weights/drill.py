"""Class weights n / (K n_c), as class_weight="balanced" computes them."""

from hotseat.drills import Exercise, vector


def make(rng):
    """One exercise."""
    kinds = int(rng.integers(2, 4))
    counts = sorted(
        (
            int(count) * 10
            for count in rng.choice([2, 4, 5, 6, 8, 10, 12, 20, 30, 40, 60, 80], size=kinds, replace=False)
        ),
        reverse=True,
    )
    total = sum(counts)
    weights = [total / (kinds * count) for count in counts]
    names = "ABC"[:kinds]
    listed = ", ".join(f"{name} {count}" for name, count in zip(names, counts, strict=True))
    return Exercise(
        ask=(
            f"The examples of a training set by class: {listed}. Give the balanced class weights: inversely "
            "proportional to the class counts, and scaled so that the "
            f"weights of all {total} examples add up to {total} (scikit-learn's `balanced`). One weight for each of "
            f"{', '.join(names)}, in this order, to two decimals."
        ),
        answer=vector(weights, within=0.01),
        steps=[
            f"n = {total} examples, K = {kinds} classes; the weight of a class is n / (K × its count).",
            *(
                f"{name}: {total} / ({kinds} × {count}) = **{weight:.2f}**."
                for name, count, weight in zip(names, counts, weights, strict=True)
            ),
            f"Check: each class then weighs {total / kinds:.2f} in all.",
        ],
        slips={
            "did not divide by the number of classes": [kinds * weight for weight in weights],
            "weighted in proportion to the counts, not inversely": [
                kinds * count / total for count in counts
            ],
            "gave the classes' shares": [count / total for count in counts],
            "scaled so that the largest class has weight 1": [counts[0] / count for count in counts],
            "scaled so that the weights of the classes, not of the examples, add up to 1": [
                weight / sum(weights) for weight in weights
            ],
            "gave the weights in the opposite order": weights[::-1],
        },
        facts={"counts": counts},
    )
