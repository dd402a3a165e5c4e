import numpy as np

from hotseat.judge.checks import array, check, close, probe, workload


def entropies(P):
    """In nats, one per row of P."""
    return -(P * np.log(np.where(P > 0, P, 1.0))).sum(axis=1)


def conditional_oracle(X, perplexity):
    """All rows at once: halve the interval of log beta; the entropy is ln S + beta * mean energy."""
    X = np.asarray(X, dtype=float)
    squared = sum((column[:, None] - column) ** 2 for column in X.T)
    np.fill_diagonal(squared, np.inf)
    squared -= squared.min(axis=1, keepdims=True)
    others = np.isfinite(squared)
    finite = np.where(others, squared, 0.0)
    low, high = np.full(len(X), -60.0), np.full(len(X), 60.0)
    unit = finite.sum(axis=1) / (len(X) - 1)
    for _ in range(56):
        middle = (low + high) / 2
        beta = np.exp(middle) / unit
        weights = np.exp(-beta[:, None] * finite) * others
        total = weights.sum(axis=1)
        is_wide = np.log(total) + beta * (weights * finite).sum(axis=1) / total > np.log(perplexity)
        low, high = np.where(is_wide, middle, low), np.where(is_wide, high, middle)
    return weights / total[:, None]


def conditional(candidate, X, *options):
    return array(candidate.conditional_affinities(X, *options), shape=(len(X), len(X)), what="conditional_affinities(X)")


def joint(candidate, X, *options):
    return array(candidate.joint_affinities(X, *options), shape=(len(X), len(X)), what="joint_affinities(X)")


def agrees(got, wanted, what="conditional_affinities(X)", rtol=1e-6):
    close(got, wanted, rtol=rtol, atol=1e-9, what=what)


@check("the diagonal is zero and rows sum to one", is_shown=True)
def distributions(candidate, rng):
    """Row i of the conditional affinities is a distribution over the other rows: normalise along axis 1 and leave the row itself out (p of i given i is 0)."""
    X = rng.normal(size=(12, 3)) * rng.uniform(0.2, 3, size=(12, 1))
    P = conditional(candidate, X, 4.0)
    close(np.diag(P), np.zeros(12), what="the diagonal")
    close(P.sum(axis=1), np.ones(12), what="the row sums")


@check("each row reaches the perplexity", is_shown=True)
def perplexity_reached(candidate, rng):
    """The perplexity of a row, e to the entropy in nats, is not the one asked for to a relative error of 1e-8: search for each row's own beta until it is."""
    for n, d, target in [(25, 4, 8.0), (9, 1, 1.5), (25, 3, 20.0)]:
        X = rng.normal(size=(n, d)) * rng.uniform(0.2, 3, size=(n, 1))
        P = conditional(candidate, X, target)
        close(np.exp(entropies(np.clip(P, 0, 1))), np.full(n, target), rtol=1.01e-8, atol=0, what="the perplexity of each row")


@check("the conditional affinities are right")
def conditional_values(candidate, rng):
    """The conditional affinities are off although they may sum to one: the weight of row j is exp(-beta times the squared Euclidean distance)."""
    for n, d, target in [(16, 4, 6.0), (3, 2, 1.5)]:
        X = rng.normal(size=(n, d)) + np.arange(n)[:, None] * 0.3
        agrees(conditional(candidate, X, target), conditional_oracle(X, target))


@check("the joint affinities are right")
def joint_values(candidate, rng):
    """The joint affinities must be the sum of both conditional ones over 2n: symmetric, and one in total over all pairs."""
    n = int(rng.integers(12, 17))
    X = rng.normal(size=(n, 3)) * rng.uniform(0.2, 3, size=(n, 1))
    P = conditional_oracle(X, 5.0)
    agrees(joint(candidate, X, 5.0), (P + P.T) / (2 * n), what="joint_affinities(X)")


@check("any scale of the data works")
def scales(candidate, rng):
    """Multiplying all data by a factor, or moving all of it, must not change the affinities: the range of the search for beta did not reach the right value, or the squared distances lost their digits (the expanded square cancels; subtract the rows themselves)."""
    X = rng.normal(size=(9, 2))
    wanted = conditional_oracle(X, 3.0)
    for scale in (1e-5, 1e5):
        agrees(conditional(candidate, X * scale, 3.0), wanted, rtol=1e-5)
    near = X * 1e-4 + 1000
    agrees(conditional(candidate, near, 3.0), conditional_oracle(near, 3.0), what="conditional_affinities(X), X near 1000 with distances near 1e-4,", rtol=1e-5)
    mixed = np.concatenate([X * 1e-2, X * 10 + 100])
    agrees(conditional(candidate, mixed, 3.0), conditional_oracle(mixed, 3.0), rtol=1e-5)


@check("an outlier keeps its neighbours")
def outlier(candidate, rng):
    """A row far from all others came out as NaN or zeros: exp(-beta * squared distance) underflows; subtract the row's smallest squared distance first, it cancels."""
    X = np.concatenate([rng.normal(size=(9, 2)), [[1e4, 2e4]]])
    P = conditional_oracle(X, 4.0)
    agrees(conditional(candidate, X, 4.0), P, rtol=1e-4)
    agrees(joint(candidate, X, 4.0), (P + P.T) / 20, what="joint_affinities(X)", rtol=1e-4)


@check("the default perplexity is 30")
def default(candidate, rng):
    """Without a second argument the perplexity is 30, in both functions."""
    X = rng.normal(size=(34, 2))
    P = conditional_oracle(X, 30.0)
    agrees(conditional(candidate, X), P)
    agrees(joint(candidate, X), (P + P.T) / 68, what="joint_affinities(X)")
    agrees(array(candidate.conditional_affinities(X[:9], perplexity=5)), conditional_oracle(X[:9], 5.0))


@check("equal rows, integers and any memory layout work")
def awkward(candidate, rng):
    """A legal but awkward input failed: a pair of equal rows, integers, float32, Fortran order or a strided view."""
    X = rng.normal(size=(8, 2))
    X[5] = X[2]
    agrees(conditional(candidate, np.asfortranarray(X), 3.5), conditional_oracle(X, 3.5))
    whole = np.stack([rng.permutation(60)[:9] * 4 + 1, np.arange(9) ** 2], axis=1)
    wanted = conditional_oracle(whole, 4.5)
    for rows in (whole.astype(np.uint8), np.repeat(whole, 2, axis=1)[:, ::2]):
        agrees(conditional(candidate, rows, 4.5), wanted)
    agrees(conditional(candidate, whole.astype(np.float32), 4.5), wanted, rtol=1e-4)


@probe
def outputs(candidate, rng):
    for n, d, target in [(12, 2, 3.0), (15, 4, 6.0), (4, 1, 1.8), (25, 3, 20.0)]:
        X = rng.normal(size=(n, d)) * rng.uniform(0.2, 3, size=(n, 1))
        yield lambda: np.asarray(candidate.conditional_affinities(X, target))
        yield lambda: np.asarray(candidate.joint_affinities(X, target))
    X = rng.normal(size=(9, 2))
    for scale in (1e-5, 1e-2, 1e2, 1e5):
        yield lambda: np.asarray(candidate.conditional_affinities(X * scale, 3.0))
    yield lambda: np.asarray(candidate.conditional_affinities(np.concatenate([X * 1e-2, X * 10 + 100]), 3.0)).round(4)
    yield lambda: np.asarray(candidate.conditional_affinities(X * 1e-4 + 1000, 3.0)).round(5)
    far = np.concatenate([X, [[1e4, 2e4]]])
    yield lambda: np.asarray(candidate.conditional_affinities(far, 4.0)).round(3)
    yield lambda: np.asarray(candidate.joint_affinities(far, 4.0)).round(3)
    many = rng.normal(size=(34, 2))
    yield lambda: np.asarray(candidate.conditional_affinities(many))
    yield lambda: np.asarray(candidate.joint_affinities(many))
    twins = X.copy()
    twins[5] = twins[2]
    yield lambda: np.asarray(candidate.conditional_affinities(twins, 3.5))
    whole = np.stack([rng.permutation(60)[:9] * 4 + 1, np.arange(9) ** 2], axis=1)
    yield lambda: np.asarray(candidate.conditional_affinities(whole, 4.5))
    yield lambda: np.asarray(candidate.conditional_affinities(whole.astype(np.uint8), 4.5))


@workload("rows", sizes=(40, 80, 160), why_slow="a Python loop over pairs inside the search; one step of the bisection should treat a whole row, or all rows at once")
def growing(candidate, rng, n):
    X = rng.normal(size=(n, 5))
    return lambda: candidate.joint_affinities(X, 15.0)
