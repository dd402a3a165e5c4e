"""One iteration of Lloyd's algorithm: assign, then move the centroids."""

import numpy as np

from hotseat.drills import Exercise, vector


def _means(points, which):
    return [float(value) for k in (0, 1) for value in points[which == k].mean(axis=0)]


def make(rng):
    """One exercise."""
    while True:
        points = rng.integers(0, 10, size=(6, 2))
        start = rng.integers(0, 10, size=(2, 2))
        squared = ((points[:, None] - start) ** 2).sum(axis=2)
        which = squared.argmin(axis=1)
        sizes = np.bincount(which, minlength=2)
        is_clear = np.abs(squared[:, 0] - squared[:, 1]).min() >= 3
        if is_clear and sizes.min() >= 2 and len(np.unique(points, axis=0)) == 6:
            break
    new = _means(points, which)
    kept = [
        float(value)
        for k in (0, 1)
        for value in (points[which == k].sum(axis=0) + start[k]) / (np.count_nonzero(which == k) + 1)
    ]
    medians = [float(value) for k in (0, 1) for value in np.median(points[which == k], axis=0)]
    by_x = np.abs(points[:, None, 0] - start[:, 0]).argmin(axis=1)
    text = ", ".join(f"{chr(65 + place)} ({x}, {y})" for place, (x, y) in enumerate(points.tolist()))
    members = ["".join(chr(65 + place) for place in range(6) if which[place] == k) for k in (0, 1)]
    slips = {
        "assigned each point to the farther centroid, or swapped the two": _means(points, 1 - which),
        "counted the old centroid as a point of its cluster": kept,
        "took the medians of the clusters: that is k-medians": medians,
    }
    if 0 < by_x.sum() < 6:
        slips["measured the distances along x only"] = _means(points, by_x)
    return Exercise(
        ask=(
            f"Points: {text}. k-means (Euclidean distance) has its first centroid at ({start[0, 0]}, {start[0, 1]}) "
            f"and the second at ({start[1, 0]}, {start[1, 1]}). Do **one** full step: assign all points, then move "
            "both centroids. Where are they now? Give x and y of the first, then x and y of the second, to two "
            "decimals."
        ),
        answer=vector(new, within=0.01),
        steps=[
            "Squared distances to the first and second centroid: "
            + ", ".join(f"{chr(65 + place)} {a} and {b}" for place, (a, b) in enumerate(squared.tolist()))
            + ".",
            f"So the first cluster is {', '.join(members[0])} and the second {', '.join(members[1])}.",
            f"Mean of the first: **({new[0]:.2f}, {new[1]:.2f})**; of the second: **({new[2]:.2f}, {new[3]:.2f})**.",
        ],
        slips=slips,
        facts={"points": points.tolist(), "start": start.tolist()},
    )
