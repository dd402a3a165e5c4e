"""k-nearest-neighbour regression in the plane, with a stated distance."""

import numpy as np

from hotseat.drills import Exercise, number


def _mean(targets, distance, k):
    return float(targets[np.argsort(distance, kind="stable")[:k]].mean())


def make(rng):
    """One exercise."""
    k = 3
    while True:
        points = rng.integers(0, 11, size=(6, 2))
        query = rng.integers(2, 9, size=2)
        gaps = np.abs(points - query)
        squared, manhattan = (gaps**2).sum(axis=1), gaps.sum(axis=1)
        targets = rng.permutation(np.arange(2, 30))[:6]
        is_euclidean = bool(rng.integers(0, 2))
        own, other = (squared, manhattan) if is_euclidean else (manhattan, squared)
        ranked = np.sort(own)
        if ranked[k] > ranked[k - 1] and ranked[0] > 0 and _mean(targets, own, k) != _mean(targets, other, k):
            break
    nearest = np.argsort(own, kind="stable")[:k]
    value = float(targets[nearest].mean())
    name = "Euclidean" if is_euclidean else "Manhattan"
    rows = "\n".join(
        f"|{chr(65 + place)}|({x}, {y})|{target}|"
        for place, ((x, y), target) in enumerate(zip(points.tolist(), targets.tolist(), strict=True))
    )
    distance = np.sqrt(own) if is_euclidean else own
    inverse = 1 / distance[nearest]
    return Exercise(
        ask=(
            f"Training data:\n\n|point|(x, y)|target|\n|---|---|---|\n{rows}\n\n"
            f"What does a {k}-nearest-neighbour regressor with the **{name}** distance and equal weights predict at "
            f"({query[0]}, {query[1]})? Give it to two decimals."
        ),
        answer=number(value, within=0.01),
        steps=[
            f"{'Squared Euclidean' if is_euclidean else 'Manhattan'} distances: "
            + ", ".join(f"{chr(65 + place)} {far}" for place, far in enumerate(own.tolist()))
            + ".",
            f"The nearest {k}: {', '.join(chr(65 + place) for place in nearest.tolist())}.",
            f"Mean of their targets: ({' + '.join(str(int(target)) for target in targets[nearest])}) / {k} = "
            f"**{value:.2f}**.",
        ],
        slips={
            f"used the {'Manhattan' if is_euclidean else 'Euclidean'} distance": _mean(targets, other, k),
            "took the nearest point only": float(targets[nearest[0]]),
            "averaged all targets": float(targets.mean()),
            "took the farthest points, not the nearest": _mean(targets, -own, k),
            "weighted the neighbours by the inverse distance": float(
                (targets[nearest] * inverse).sum() / inverse.sum()
            ),
            "took the median of the neighbours": float(np.median(targets[nearest])),
        },
        facts={
            "points": points.tolist(),
            "query": query.tolist(),
            "targets": targets.tolist(),
            "k": k,
            "metric": name.lower(),
        },
    )
