"""Macro and micro F1 of three classes from a confusion matrix."""

import numpy as np

from hotseat.drills import Exercise, vector


def make(rng):
    """One exercise."""
    table = rng.integers(0, 6, size=(3, 3))
    table[0, 0], table[1, 1], table[2, 2] = rng.integers(20, 50), rng.integers(5, 16), rng.integers(1, 6)
    rows, columns, right = table.sum(axis=1), table.sum(axis=0), np.diag(table)
    total = int(table.sum())
    each = 2 * right / (rows + columns)
    macro, micro = float(each.mean()), float(right.sum() / total)
    weighted = float((each * rows).sum() / total)
    precision, recall = float((right / columns).mean()), float((right / rows).mean())
    of_means = 2 * precision * recall / (precision + recall)
    lines = "\n".join(
        f"|**actually {name}**|" + "|".join(str(int(count)) for count in row) + "|"
        for name, row in zip("ABC", table, strict=True)
    )
    return Exercise(
        ask=(
            "Every example has exactly one of three classes:\n\n"
            f"||predicted A|predicted B|predicted C|\n|---|---|---|---|\n{lines}\n\n"
            "Give the **macro F1** (the plain mean of the three classes' F1) and the **micro F1** (from the true "
            "positives, false positives and false negatives summed over the classes), in this order, to three decimals."
        ),
        answer=vector([macro, micro], within=0.001),
        steps=[
            *(
                f"{name}: F1 = 2TP / (row sum + column sum) = "
                f"{2 * int(right[k])} / ({int(rows[k])} + {int(columns[k])}) = {each[k]:.4f}."
                for k, name in enumerate("ABC")
            ),
            f"Macro: ({' + '.join(f'{value:.4f}' for value in each)}) / 3 = **{macro:.3f}**.",
            f"Micro: summed TP {int(right.sum())}; each error is one FP and one FN, so micro F1 is the accuracy: "
            f"{int(right.sum())} / {total} = **{micro:.3f}**.",
        ],
        slips={
            "swapped macro and micro": [micro, macro],
            "weighted the classes by their support: that is the weighted F1, not the macro F1": [
                weighted,
                micro,
            ],
            "took the F1 of the mean precision and the mean recall for the macro F1": [of_means, micro],
            "took the mean recall for the macro F1": [recall, micro],
            "took the mean precision for the macro F1": [precision, micro],
            "gave the macro F1 twice": [macro, macro],
        },
        facts={"table": table.tolist()},
    )
