"""Rank of a small matrix and the dimension of its null space."""

import math

from hotseat.drills import Exercise, vector


def make(rng):
    columns = int(rng.integers(3, 5))
    target = int(rng.choice([1, 2, 2, 2, 3]))
    while True:
        base = rng.integers(-2, 4, size=(target, columns))
        mix = rng.integers(-2, 3, size=(3, target))
        matrix = [[int(each) for each in row] for row in mix @ base]
        is_tame = max(abs(each) for row in matrix for each in row) <= 6
        is_varied = len({tuple(row) for row in matrix}) == 3 and all(any(row) for row in matrix)
        rank, steps = reduced(matrix)
        if is_tame and is_varied and rank == target and matrix[0][0]:
            break
    nullity = columns - rank
    body = " \\\\ ".join(" & ".join(map(str, row)) for row in matrix)
    return Exercise(
        ask=(
            f"Take\n\n$A = \\begin{{pmatrix}} {body} \\end{{pmatrix}}$\n\n"
            "What are the rank of $A$ and the dimension of its null space $\\{x : Ax = 0\\}$? "
            "Answer [rank, dimension]."
        ),
        answer=vector([rank, nullity], within=0.01),
        steps=[
            *steps,
            f"Rows that are not zero: {rank}, the rank.",
            f"Null space: columns − rank = {columns} − {rank} = {nullity}. Answer: **[{rank}, {nullity}]**.",
        ],
        slips={
            "counted every row that is not zero, without looking for dependent rows": [3, columns - 3],
            "took rows minus rank for the dimension: that is the null space of the transpose": [
                rank,
                3 - rank,
            ],
            "exchanged the two numbers": [nullity, rank],
            "gave the rank twice": [rank, rank],
            "took a dependent row for an independent one": [rank + 1, nullity - 1]
            if rank < 3
            else [math.nan] * 2,
            "took an independent row for a dependent one": [rank - 1, nullity + 1]
            if rank > 1
            else [math.nan] * 2,
        },
        facts={"matrix": matrix},
    )


def reduced(matrix):
    """The rank, and the elimination in words; rows stay whole numbers."""
    rows = [list(row) for row in matrix]
    rank, said = 0, []
    for column in range(len(rows[0])):
        pivot = next((i for i in range(rank, 3) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        below = [i for i in range(rank + 1, 3) if rows[i][column]]
        for i in below:
            p, q = rows[rank][column], rows[i][column]
            row = [p * x - q * y for x, y in zip(rows[i], rows[rank], strict=True)]
            shared = math.gcd(*row) or 1
            rows[i] = [each // shared for each in row]
        rank += 1
        if below:
            listed = "; ".join("(" + ", ".join(map(str, row)) + ")" for row in rows)
            said.append(f"Clear column {column + 1} below row {rank} (and shorten common factors): {listed}.")
    return rank, said
