from hotseat.judge.checks import check, workload


@check("the means are right")
def means(candidate, rng):
    assert candidate


@check("no columns give zeros")
def means(candidate, rng):
    """Rows without columns must have mean 0."""


@check("the means are right")
def again(candidate, rng):
    """Twice."""


@check
def unnamed(candidate, rng):
    """What is claimed?"""


@workload("rows", sizes=(10, 5), why_slow="loops")
def growing(candidate, rng, n):
    return lambda: candidate.row_means([])
