"""Cosine similarity of two vectors with whole-number lengths."""

from hotseat.drills import Exercise, number

SHAPES = [(1, 2, 2), (2, 3, 6), (1, 4, 8), (4, 4, 7), (2, 6, 9), (6, 6, 7), (0, 3, 4), (0, 5, 12), (2, 4, 4)]


def in_brackets(value):
    return f"({value})" if value < 0 else f"{value}"


def make(rng):
    while True:
        u, v = (
            [
                int(each) * int(rng.choice([-1, 1, 1]))
                for each in rng.permutation(SHAPES[rng.integers(len(SHAPES))])
            ]
            for _ in range(2)
        )
        dot = sum(x * y for x, y in zip(u, v, strict=True))
        nu, nv = (round(sum(x * x for x in w) ** 0.5) for w in (u, v))
        value = dot / (nu * nv)
        if 0.02 < abs(value) < 0.99:
            break
    products = " + ".join(f"{in_brackets(x)} × {in_brackets(y)}" for x, y in zip(u, v, strict=True))
    return Exercise(
        ask=(
            f"Two embeddings are $u = ({', '.join(map(str, u))})$ and $v = ({', '.join(map(str, v))})$. "
            "What is their cosine similarity? Give it to three decimals, or as a fraction."
        ),
        answer=number(value, within=0.001),
        steps=[
            f"u · v = {products} = {dot}.",
            f"‖u‖ = √{nu * nu} = {nu}, ‖v‖ = √{nv * nv} = {nv}.",
            f"{dot} / ({nu} × {nv}) = **{value:.3f}**.",
        ],
        slips={
            "did not divide by the lengths: that is the dot product": dot,
            "gave the cosine distance, 1 minus the similarity": 1 - value,
            "divided by the squared lengths": dot / (nu * nu * nv * nv),
            "divided by sums of absolute values instead of Euclidean lengths": dot
            / (sum(map(abs, u)) * sum(map(abs, v))),
            "divided by the length of u only": dot / nu,
            "got the sign wrong": -value,
        },
        facts={"u": u, "v": v},
    )
