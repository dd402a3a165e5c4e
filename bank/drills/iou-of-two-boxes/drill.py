"""Intersection over union of two axis-aligned boxes."""

from hotseat.drills import Exercise, number


def _area(box, extra=0):
    return max(box[2] - box[0] + extra, 0) * max(box[3] - box[1] + extra, 0)


def make(rng):
    """One exercise."""
    while True:
        boxes = []
        for _ in range(2):
            x, y = (int(value) for value in rng.integers(0, 8, size=2))
            wide, high = (int(value) for value in rng.integers(3, 11, size=2))
            boxes.append((x, y, x + wide, y + high))
        a, b = boxes
        common = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
        both = _area(common)
        if both and both < min(_area(a), _area(b)):
            break
    union = _area(a) + _area(b) - both
    value = both / union
    with_pixel = _area(common, 1)
    hull = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
    return Exercise(
        ask=(
            f"Two boxes are given as (x1, y1, x2, y2), two opposite corners in continuous coordinates (the width is "
            f"x2 − x1): A = {a}, B = {b}. What is their intersection over union? Give it to three decimals."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"Overlap: x from {common[0]} to {common[2]}, y from {common[1]} to {common[3]}; area "
            f"{common[2] - common[0]} × {common[3] - common[1]} = {both}.",
            f"Areas: A {_area(a)}, B {_area(b)}. Union: {_area(a)} + {_area(b)} − {both} = {union}.",
            f"IoU = {both} / {union} = **{value:.3f}**.",
        ],
        slips={
            "did not subtract the overlap from the sum of the areas": both / (_area(a) + _area(b)),
            "doubled the overlap over the sum of the areas: that is the Dice coefficient": 2
            * both
            / (_area(a) + _area(b)),
            "divided by the smaller box": both / min(_area(a), _area(b)),
            "divided by the box around both": both / _area(hull),
            "added 1 to widths and heights, as for inclusive pixel indices": with_pixel
            / (_area(a, 1) + _area(b, 1) - with_pixel),
            "subtracted the overlap twice": both / (_area(a) + _area(b) - 2 * both),
        },
        facts={"a": a, "b": b},
    )
