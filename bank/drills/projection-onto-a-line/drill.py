"""The orthogonal projection of one vector onto the line of another."""

from hotseat.drills import Exercise, vector

LINES = [
    (1, 2),
    (2, 1),
    (1, 3),
    (3, 1),
    (3, 4),
    (4, 3),
    (1, 2, 2),
    (2, 1, 2),
    (2, 2, 1),
    (1, 1, 1, 1),
    (1, 0, 2),
    (2, 4, 4),
]


def make(rng):
    while True:
        v = [int(each) * int(rng.choice([-1, 1, 1])) for each in LINES[rng.integers(len(LINES))]]
        u = [int(each) for each in rng.integers(-4, 8, size=len(v))]
        dot = sum(x * y for x, y in zip(u, v, strict=True))
        if dot and any(u):
            break
    square, own = sum(y * y for y in v), sum(x * x for x in u)
    value = [dot / square * y for y in v]
    shown = ", ".join(f"{each + 0.0:.3f}" for each in value)
    return Exercise(
        ask=(
            f"What is the orthogonal projection of $u = ({', '.join(map(str, u))})$ onto the line through the origin "
            f"along $v = ({', '.join(map(str, v))})$? Give its components to three decimals, or as fractions."
        ),
        answer=vector(value, within=0.001),
        steps=[
            f"u · v = {dot}, v · v = {square}.",
            f"The projection is (u · v)/(v · v) times v: {dot}/{square} × ({', '.join(map(str, v))}).",
            f"= **[{shown}]**.",
        ],
        slips={
            "divided by the length of v instead of its square": [dot / square**0.5 * y for y in v],
            "did not divide by v · v": [dot * y for y in v],
            "projected v onto u": [dot / own * x for x in u],
            "gave the rest, u minus its projection": [x - p for x, p in zip(u, value, strict=True)],
            "divided by u · u instead of v · v": [dot / own * y for y in v],
            "only scaled v to length 1": [y / square**0.5 for y in v],
        },
        facts={"u": u, "v": v},
    )
