"""By scikit-learn's recall of both labels on the decisions, written out one by one."""


def answer(facts):
    """The answer, another way."""
    from sklearn.metrics import recall_score

    rates = {1: [], 0: []}
    for tp, fp, positives, negatives in zip(
        *(facts[k] for k in ("tp", "fp", "positives", "negatives")), strict=True
    ):
        truth = [1] * positives + [0] * negatives
        decided = [1] * tp + [0] * (positives - tp) + [1] * fp + [0] * (negatives - fp)
        for label, found in rates.items():
            found.append(recall_score(truth, decided, pos_label=label))
    return max(max(found) - min(found) for found in rates.values())
