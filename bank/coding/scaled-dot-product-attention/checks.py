import numpy as np
from scipy.special import softmax

from hotseat.judge.checks import array, check, close, expect, probe, same, workload

EXACT = {"rtol": 1e-9, "atol": 1e-11}


def oracle(Q, K, V, mask=None, causal=False):
    """In float64: minus infinity where it is forbidden, zeros for queries without keys."""
    Q, K, V = (part.astype(float) for part in (Q, K, V))
    scores = Q @ np.swapaxes(K, -1, -2) / Q.shape[-1] ** 0.5
    allowed = np.broadcast_to(True if mask is None else mask, scores.shape)
    if causal:
        allowed = allowed & np.tri(*scores.shape[-2:], dtype=bool)
    has_keys = allowed.any(axis=-1, keepdims=True)
    weights = softmax(np.where(allowed | ~has_keys, scores, -np.inf), axis=-1) * has_keys
    return weights @ V, weights


def draw(rng, lead=(), n=3, m=4, d=5, e=2, scale=1.0):
    return tuple(rng.normal(scale=s, size=(*lead, rows, width)) for s, rows, width in ((scale, n, d), (scale, m, d), (1.0, m, e)))


def answer(candidate, Q, K, V, **settings):
    """Both parts after a check of their form."""
    got = candidate.attention(Q, K, V, **settings)
    expect(isinstance(got, tuple | list) and len(got) == 2, "attention must return (output, weights).", got=got)
    lead, n = Q.shape[:-2], Q.shape[-2]
    return (
        array(got[0], shape=(*lead, n, V.shape[-1]), what="output"),
        array(got[1], shape=(*lead, n, K.shape[-2]), what="weights"),
    )


def compare(candidate, Q, K, V, tolerance=EXACT, **settings):
    output, weights = answer(candidate, Q, K, V, **settings)
    wanted_output, wanted_weights = oracle(Q, K, V, **settings)
    close(weights, wanted_weights, what="weights", **tolerance)
    close(output, wanted_output, what="output", because="The weights are right, but the output is not: it is weights @ V.", **tolerance)
    return output, weights


@check("the weights are right without a mask", is_shown=True)
def plain(candidate, rng):
    """The weights are off: softmax over the keys of the dot products divided by the square root of the width of queries and keys, before anything else happens to them."""
    compare(candidate, np.array([[1.0, 0.0, 2.0, 1.0]]), np.array([[1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, -1.0]]), np.array([[1.0, 2.0], [3.0, 4.0]]))
    for n, m, d, e in [(3, 3, 3, 3), (2, 5, 7, 3), (5, 2, 2, 6), (4, 6, 16, 1)]:
        compare(candidate, *draw(rng, (), n, m, d, e))


@check("every query's weights sum to one", is_shown=True)
def rows_sum_to_one(candidate, rng):
    """The weights of one query over all keys must sum to one: softmax runs over the last axis, the keys."""
    for n, m in [(4, 4), (3, 6)]:
        _, weights = answer(candidate, *draw(rng, (), n, m))
        close(weights.sum(axis=-1), np.ones(n), what="the sums over keys", **EXACT)


@check("leading axes are batches", is_shown=True)
def batches(candidate, rng):
    """With batch or head axes in front, each slice is its own attention: swap only the last two axes of K."""
    for lead in [(2,), (3, 2)]:
        compare(candidate, *draw(rng, lead, 3, 4, 5, 2))
    compare(candidate, *draw(rng, (3,), 3, 3, 3, 3))


@check("a mask keeps what is True", is_shown=True)
def masked(candidate, rng):
    """The mask is misread: True means may attend, and a forbidden score must disappear before the softmax, so that the remaining weights still sum to one."""
    for lead, n, m in [((), 3, 4), ((2,), 4, 3)]:
        Q, K, V = draw(rng, lead, n, m)
        mask = rng.random((*lead, n, m)) < 0.5
        mask[..., 0] = True
        mask[..., 0, 1] = False
        mask[..., 1, :] = np.arange(m) == 0
        compare(candidate, Q, K, V, mask=mask)


@check("a query without keys gets zeros")
def nothing_allowed(candidate, rng):
    """A query whose keys are all forbidden must get zeros in weights and output: minus infinity everywhere gives NaN, a large negative number gives an average over the forbidden keys."""
    Q, K, V = draw(rng, (2,), 4, 3)
    mask = np.ones((2, 4, 3), dtype=bool)
    mask[0, 1] = False
    mask[1, 3] = False
    compare(candidate, Q, K, V, mask=mask)
    compare(candidate, Q[0], K[0], V[0], mask=np.zeros((4, 3), dtype=bool))


@check("a causal query sees itself and what came before")
def causality(candidate, rng):
    """With causal=True query i attends to keys 0 to i, itself included, and to none after."""
    for lead, n in [((), 1), ((), 4), ((2, 2), 3)]:
        compare(candidate, *draw(rng, lead, n, n), causal=True)
    Q, K, V = draw(rng, (), 4, 4)
    compare(candidate, Q, K, V, causal=False)


@check("causality counts from the first key")
def causality_not_square(candidate, rng):
    """With fewer or more queries than keys the causal pattern is off: key j is allowed when j <= i, counted from the start of both."""
    for n, m in [(2, 5), (5, 2), (1, 3), (3, 1)]:
        compare(candidate, *draw(rng, (2,), n, m), causal=True)


@check("mask and causality both hold")
def both(candidate, rng):
    """With a mask and causal=True a pair must be allowed by both; a query may then be left without keys."""
    Q, K, V = draw(rng, (), 5, 5)
    mask = np.ones((5, 5), dtype=bool)
    mask[3, 1] = mask[4, 0] = mask[2, 2] = False
    mask[1, 3] = False
    compare(candidate, Q, K, V, mask=mask, causal=True)
    mask[:2, :2] = False
    compare(candidate, Q, K, V, mask=mask, causal=True)


@check("forbidden pairs weigh exactly zero")
def exact_zeros(candidate, rng):
    """A forbidden pair has a weight other than 0: a small weight is not enough."""
    Q, K, V = draw(rng, (2,), 4, 5)
    mask = np.ones((4, 5), dtype=bool)
    mask[:, 2:4] = False
    _, weights = answer(candidate, Q, K, V, mask=mask)
    same(weights[..., 2:4], np.zeros((2, 4, 2)), what="the weights of forbidden keys")
    _, weights = answer(candidate, Q, K, V, causal=True)
    same(weights[..., np.triu(np.ones((4, 5), dtype=bool), 1)], np.zeros((2, 10)), what="the weights of later keys")


@check("masks broadcast")
def broadcasting(candidate, rng):
    """A mask of fewer or shorter axes failed: it broadcasts to (..., n, m) like any NumPy operand."""
    Q, K, V = draw(rng, (2, 3), 4, 5)
    for turn, shape in enumerate([(5,), (1, 5), (4, 1), (4, 5), (3, 1, 5), (2, 1, 1, 5), (2, 1, 4, 5), (2, 3, 4, 5)]):
        compare(candidate, Q, K, V, mask=rng.random(shape) < 0.6, causal=turn % 2 == 1)


@check("large scores stay finite")
def large_scores(candidate, rng):
    """Scores near 1e4 overflowed, underflowed or lost their order: subtract each query's largest score before exponentiating."""
    for sign in (1.0, -1.0):
        Q = np.array([[200.0, 0.0, 1.0, 0.0], [0.0, 200.0, 0.0, 1.0]])
        K = sign * np.array([[99.9, 99.8, 0.0, 0.1], [99.89, 99.82, 1.0, 0.0], [99.7, 99.81, 1.0, 2.0]])
        compare(candidate, Q, K, rng.normal(size=(3, 2)), tolerance={"rtol": 0, "atol": 1e-6})


@check("large scores stay finite under a mask")
def large_scores_masked(candidate, rng):
    """With scores near 1e4 on forbidden or allowed keys the result is off: a fixed penalty such as -1e4 is no match for such scores, and the maximum to subtract is that of the allowed scores alone."""
    Q = np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
    for forbidden, shift in [(2e4, 0.0), (0.0, -2e4), (2e4, -2e4), (0.0, 2e4)]:
        K = np.zeros((4, 4))
        K[:, 0] = shift + rng.normal(size=4)
        K[:, 1] = shift + rng.normal(size=4)
        K[2, :2] = forbidden
        compare(candidate, Q, K, rng.normal(size=(4, 2)), mask=np.array([True, True, False, True]), tolerance={"rtol": 0, "atol": 1e-6})
    K[3, :2] = [2e4, 1e4]
    compare(candidate, Q, K, rng.normal(size=(4, 2)), causal=True, tolerance={"rtol": 0, "atol": 1e-6})


@check("queries on different scales keep their weights")
def separate_maxima(candidate, rng):
    """One query's huge scores spoilt another query's weights: the maximum to subtract belongs to one query of one batch."""
    Q = np.array([[[1e4, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]], [[-1e4, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]])
    K = 1.0 + rng.uniform(-0.5, 0.5, size=(2, 3, 4))
    compare(candidate, Q, K, rng.normal(size=(2, 3, 2)), tolerance={"rtol": 0, "atol": 1e-6})


@check("float32 stays float32")
def single_precision(candidate, rng):
    """float32 inputs must give float32 output and weights: a float64 scalar such as np.sqrt(d) promotes the whole array."""
    Q, K, V = (part.astype(np.float32) for part in draw(rng, (2,), 3, 4))
    for settings in [{}, {"causal": True}, {"mask": np.array([True, False, True, True])}]:
        parts = compare(candidate, Q, K, V, tolerance={"rtol": 0, "atol": 1e-5}, **settings)
        for name, part in zip(("output", "weights"), parts):
            expect(part.dtype == np.float32, got=f"{name}: {part.dtype}", expected=f"{name}: float32")
    Q, K, V = draw(rng, (), 3, 4)
    for name, part in zip(("output", "weights"), answer(candidate, Q, K, V)):
        expect(part.dtype == np.float64, "float64 inputs must give float64 results.", got=f"{name}: {part.dtype}", expected=f"{name}: float64")


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """Q, K, V or the mask changed."""
    Q, K, V = draw(rng, (2,), 3, 3)
    mask = rng.random((3, 3)) < 0.7
    compare(candidate, Q, K, V, mask=mask, causal=True)
    compare(candidate, Q, K, V)


@check("single rows, single keys, any memory layout")
def awkward(candidate, rng):
    """A legal but awkward input failed: one query, one key, width 1, Fortran order or strided views."""
    compare(candidate, *draw(rng, (), 1, 1, 1, 1))
    compare(candidate, *draw(rng, (1,), 1, 4, 1, 1), causal=True)
    compare(candidate, *draw(rng, (2,), 4, 1, 3, 2))
    Q, K, V = draw(rng, (2,), 3, 4, 6, 4)
    compare(candidate, np.asfortranarray(Q), np.asfortranarray(K), np.asfortranarray(V))
    compare(candidate, Q[..., ::2], K[..., ::2], V[..., ::2], causal=True)


@probe
def outputs(candidate, rng):
    for lead, n, m, d, e in [((), 3, 3, 3, 3), ((), 2, 5, 7, 3), ((), 1, 1, 1, 1), ((2,), 4, 3, 2, 4), ((3, 2), 3, 4, 5, 2), ((2,), 1, 4, 2, 1)]:
        for causal in (False, True):
            Q, K, V = draw(rng, lead, n, m, d, e)
            yield lambda: candidate.attention(Q, K, V, causal=causal)
            mask = rng.random((n, m)) < 0.6
            yield lambda: candidate.attention(Q, K, V, mask=mask, causal=causal)
            yield lambda: candidate.attention(Q, K, V, mask[:1], causal)
    Q, K, V = draw(rng, (2, 2), 3, 4)
    for shape in [(4,), (3, 1), (2, 1, 1, 4), (2, 2, 3, 4)]:
        mask = rng.random(shape) < 0.6
        yield lambda: candidate.attention(Q, K, V, mask=mask)
    yield lambda: candidate.attention(Q, K, V, mask=np.zeros((3, 4), dtype=bool))
    yield lambda: candidate.attention(Q, K, V, mask=np.array([False, True, True, True]), causal=True)
    few = np.ones((3, 4), dtype=bool)
    few[1] = False
    yield lambda: candidate.attention(Q, K, V, mask=few)
    some = np.array([True, True, False, True])
    for forbidden, shift in [(2e4, 0.0), (0.0, -2e4), (2e4, -2e4), (0.0, 2e4), (2e4, 2e4)]:
        loud = np.zeros((4, 4))
        loud[:, 0] = shift + rng.normal(size=4)
        loud[2, 0] = forbidden
        values = rng.normal(size=(4, 2))
        yield lambda: candidate.attention(np.eye(2, 4), loud, values, mask=some)
        yield lambda: candidate.attention(np.eye(2, 4), loud, values)
        yield lambda: candidate.attention(np.eye(2, 4), loud, values, causal=True)
    apart = np.array([[[1e4, 0.0], [0.0, 1.0]], [[-1e4, 0.0], [0.0, 1.0]]])
    keys = 1.0 + rng.uniform(-0.5, 0.5, size=(2, 3, 2))
    yield lambda: candidate.attention(apart, keys, keys)
    single = tuple(part.astype(np.float32) for part in draw(rng, (2,), 2, 3))
    yield lambda: [str(np.asarray(part).dtype) for part in candidate.attention(*single)]
    yield lambda: [str(np.asarray(part).dtype) for part in candidate.attention(*single, mask=np.array([True, False, True]), causal=True)]
    yield lambda: [str(np.asarray(part).dtype) for part in candidate.attention(Q, K, V)]
    yield lambda: candidate.attention(np.asfortranarray(Q), K[..., ::-1], V)


@workload("tokens", sizes=(64, 192, 384), why_slow="a Python loop over queries or batches does many small products; np.matmul treats all leading axes at once")
def growing(candidate, rng, n):
    Q, K, V = draw(rng, (2, 2), n, n, 32, 32)
    return lambda: candidate.attention(Q, K, V, causal=True)
