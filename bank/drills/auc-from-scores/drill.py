"""The area under the ROC curve by counting pairs, with a tie across the classes."""

from hotseat.drills import Exercise, number


def make(rng):
    """One exercise."""
    size_positive, size_negative = int(rng.integers(3, 5)), int(rng.integers(3, 5))
    while True:
        positive = [int(value) for value in rng.integers(3, 10, size=size_positive)]
        negative = [int(value) for value in rng.integers(1, 8, size=size_negative)]
        pairs = [(p, n) for p in positive for n in negative]
        wins, ties = sum(p > n for p, n in pairs), sum(p == n for p, n in pairs)
        if ties and wins < len(pairs) - ties:
            break
    auc = (wins + 0.5 * ties) / len(pairs)
    total = size_positive + size_negative
    return Exercise(
        ask=(
            "A model gives these scores (higher means more likely positive):\n\n"
            f"- positives: {', '.join(f'{value / 10:g}' for value in positive)}\n"
            f"- negatives: {', '.join(f'{value / 10:g}' for value in negative)}\n\n"
            "What is the area under the ROC curve, with straight lines between its points? Give it to three decimals."
        ),
        answer=number(auc, within=0.001),
        steps=[
            "The area is the share of pairs of a positive and a negative in which the positive scores higher; "
            "a tie counts one half.",
            f"Pairs: {size_positive} × {size_negative} = {len(pairs)}. Positive higher: {wins}. Tied: {ties}.",
            f"AUC = ({wins} + 0.5 × {ties}) / {len(pairs)} = **{auc:.3f}**.",
        ],
        slips={
            "counted a tie as a loss": wins / len(pairs),
            "counted a tie as a win": (wins + ties) / len(pairs),
            "left the tied pairs out altogether": wins / (len(pairs) - ties),
            "counted the pairs in which the negative scores higher": 1 - auc,
            "divided by all pairs of examples, those of one class included": (wins + 0.5 * ties)
            / (total * (total - 1) / 2),
        },
        facts={
            "positive": [value / 10 for value in positive],
            "negative": [value / 10 for value in negative],
        },
    )
