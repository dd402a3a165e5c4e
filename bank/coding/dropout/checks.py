import numpy as np

from hotseat.judge.checks import array, check, close, expect, probe, raises, same, workload


def answer(candidate, X, rate, training, random_state):
    """Both arrays after a check of their form."""
    got = candidate.dropout(X, rate, training, random_state)
    expect(isinstance(got, tuple | list) and len(got) == 2, "dropout must return (out, mask).", got=got)
    return array(got[0], shape=X.shape, what="out"), array(got[1], shape=X.shape, what="mask")


def state(rng):
    return int(rng.integers(0, 2**31 - 1))


def dropped(candidate, rng, shape, rate, random_state=None):
    """Where a mask is zero, as numbers 0 and 1."""
    _, mask = answer(candidate, np.ones(shape), rate, True, state(rng) if random_state is None else random_state)
    return (mask == 0).astype(float)


def correlations(zeros, rate):
    """Of several flat patterns (k, n): each with itself moved by every lag but 0, each pair at every lag. Chance allows 8 / sqrt(n)."""
    count, size = zeros.shape
    waves = np.fft.rfft(zeros - rate, axis=1)
    first, second = np.triu_indices(count)
    lags = np.fft.irfft(waves[first] * waves[second].conj(), n=size, axis=1) / (size * rate * (1 - rate))
    lags[first == second, 0] = 0.0
    return {(int(a), int(b)): float(np.abs(row).max()) for a, b, row in zip(first, second, lags)}


def dispersions(zeros, rate):
    """Of several patterns (k, rows, columns): mean squared deviation of totals over that of independent coins."""
    centred = (zeros - rate) / np.sqrt(rate * (1 - rate))
    _, rows, columns = zeros.shape
    return {
        "row": (centred.sum(axis=2) ** 2).mean() / columns,
        "column": (centred.sum(axis=1) ** 2).mean() / rows,
        "array": (centred.sum(axis=(1, 2)) ** 2).mean() / (rows * columns),
    }


@check("kept entries are scaled by 1 / (1 - rate)", is_shown=True)
def scale(candidate, rng):
    """The mask must hold 0 and 1 / (1 - rate) and nothing else, a constant that keeps the mean of every entry; out is X times the mask."""
    for rate, shape in [(0.5, (7, 5)), (0.2, (9, 9)), (0.75, (201,)), (0.9, (3, 7, 11))]:
        X = rng.normal(size=shape)
        out, mask = answer(candidate, X, rate, True, state(rng))
        close(mask[mask != 0], np.full((mask != 0).sum(), 1 / (1 - rate)), rtol=1e-12, what="the non-zero mask entries")
        close(out, X * mask, rtol=1e-12, atol=1e-14, what="out", because="The mask is right, but out is not X times the mask.")


@check("inference changes nothing", is_shown=True)
def inference(candidate, rng):
    """With training=False out must equal X and the mask must be all ones: the scaling has been done during training."""
    for rate in (0.3, 0.9):
        X = rng.normal(size=(20, 5))
        out, mask = answer(candidate, X, rate, False, state(rng))
        same(out, X, what="out")
        same(mask, np.ones((20, 5)), what="mask")


@check("the fraction of zeros is the rate", is_shown=True)
def fraction(candidate, rng):
    """The share of dropped entries is not the rate: each entry is dropped, not kept, with probability rate."""
    for rate in (0.05, 0.25, 0.5, 0.85):
        share = dropped(candidate, rng, (12_000,), rate).mean()
        expect(abs(share - rate) < 6 * np.sqrt(rate * (1 - rate) / 12_000), got=round(share, 4), expected=f"close to {rate}")


@check("the gradient passes through the mask", is_shown=True)
def gradient(candidate, rng):
    """The gradient of X * mask with respect to X is dout * mask: dropped entries get none, kept ones get the scale as well."""
    _, drawn = answer(candidate, rng.normal(size=(3, 4, 5)), 0.2, True, state(rng))
    made = 4.0 * (rng.random((5, 4)) < 0.5)
    made[0, :2] = [0.0, 4.0]
    for mask in (drawn, made, np.ones((5, 4))):
        dout = rng.normal(size=mask.shape)
        close(array(candidate.dropout_backward(dout, mask), shape=mask.shape), dout * mask, rtol=1e-12, atol=1e-14, what="dropout_backward(dout, mask)")


@check("the random_state decides the mask")
def reproducible(candidate, rng):
    """The same random_state must give the same mask: make a generator from random_state in every call, also when it is 0."""
    start = state(rng)
    states = [start, 0, start + 1, start + 1000, start + 65_536, 1, 2]
    zeros = np.array([dropped(candidate, rng, (2000,), 0.5, one) for one in states])
    for one, wanted in zip(states[:2], zeros):
        same(dropped(candidate, rng, (2000,), 0.5, one), wanted, what=f"the dropped entries in a second call with random_state={one}")
    for (a, b), size in correlations(zeros, 0.5).items():
        if a != b:
            expect(
                size < 8 / np.sqrt(2000),
                "Different values of random_state give related masks, equal or shifted: each value must start a generator of its own.",
                got=f"correlation {size:.3g} between random_state {states[a]} and {states[b]}",
                expected="about 0",
            )


@check("the mask does not depend on the values")
def values(candidate, rng):
    """Two arrays of the same shape got different masks under one random_state, or zeros were treated as dropped."""
    seed = state(rng)
    _, one = answer(candidate, rng.normal(size=(9, 7)), 0.5, True, seed)
    out, other = answer(candidate, np.zeros((9, 7)), 0.5, True, seed)
    same(other, one, what="the mask for an array of zeros")
    same(out, np.zeros((9, 7)), what="out for an array of zeros")


@check("entries are dropped independently")
def independence(candidate, rng):
    """The zeros are not independent coin flips: draw one number for each entry, instead of dropping whole rows or columns or repeating a pattern."""
    zeros = np.array([dropped(candidate, rng, (100, 60), 0.3) for _ in range(6)])
    found = dispersions(zeros, 0.3)
    for name in ("row", "column"):
        got = f"variance of the {name} totals: {found[name]:.3g} times that of independent coins"
        expect(0.5 < found[name] < 2, got=got, expected="about 1 times")
    expect(
        0.0007 < found["array"] < 12,
        "The number of dropped entries in an array does not vary from mask to mask like a sum of independent coin flips: it must not be fixed in advance.",
        got=[int(count) for count in zeros.sum(axis=(1, 2))],
        expected="numbers that scatter around 1800 by about 35",
    )
    for (a, b), size in correlations(zeros.reshape(6, -1), 0.3).items():
        if a == b:
            expect(size < 8 / np.sqrt(6000), got=f"correlation {size:.3g} of a mask with itself, moved", expected="about 0")


@check("any number of axes")
def axes(candidate, rng):
    """In a tensor with more axes the zeros repeat along some axis: the mask has the full shape of X."""
    zeros = dropped(candidate, rng, (12, 20, 30), 0.5)
    size = correlations(zeros.reshape(1, -1), 0.5)[0, 0]
    expect(size < 8 / np.sqrt(7200), got=f"correlation {size:.3g} of a mask with itself, moved", expected="about 0")


@check("rate 0 keeps everything")
def rate_zero(candidate, rng):
    """With rate 0 nothing is dropped and nothing scaled, also in training."""
    X = rng.normal(size=(50, 40))
    for rate, training in [(0.0, True), (0, False)]:
        out, mask = answer(candidate, X, rate, training, state(rng))
        same(mask, np.ones((50, 40)), what="mask")
        same(out, X, what="out")


@check("rates outside 0 to 1 are refused")
def bad_rates(candidate, rng):
    """A rate below 0, or of 1 and above, must raise ValueError in training and at inference: 1 would divide by zero."""
    for rate, training in [(1.0, True), (1, False), (1.5, True), (1.5, False), (-0.1, True), (-0.1, False)]:
        raises(lambda rate=rate, training=training: candidate.dropout(np.ones((2, 2)), rate, training, 0), "ValueError")
    answer(candidate, np.ones((2, 2)), 0.999, True, state(rng))


@check("float32 stays float32")
def single_precision(candidate, rng):
    """out and mask must have the dtype of X: a float64 mask promotes float32 activations."""
    for dtype, training in [(np.float32, True), (np.float32, False), (np.float64, True)]:
        X = rng.normal(size=(6, 5)).astype(dtype)
        out, mask = answer(candidate, X, 0.3, training, state(rng))
        for name, part in (("out", out), ("mask", mask)):
            expect(part.dtype == dtype, got=f"{name}: {part.dtype}", expected=f"{name}: {np.dtype(dtype)}")
        close(out, X * mask, rtol=1e-6, atol=1e-7, what="out")
        kept = mask[mask != 0]
        close(kept, np.full(kept.shape, 1 / 0.7 if training else 1.0), rtol=1e-6, what="the non-zero mask entries")


@check("the input is left alone")
def input_untouched(candidate, rng):
    """X, dout or the mask changed."""
    X = rng.normal(size=(8, 8))
    for training in (False, True):
        _, mask = answer(candidate, X, 0.5, training, state(rng))
    candidate.dropout_backward(X, mask)


@check("no entries, any memory layout")
def awkward(candidate, rng):
    """A legal but awkward input failed: no entries, a single one, Fortran order or a strided view."""
    for shape, training in [((0,), True), ((0, 3), True), ((0, 3), False), ((1, 1), True)]:
        X = np.ones(shape)
        out, mask = answer(candidate, X, 0.5, training, state(rng))
        close(out, X * mask, what="out")
    wide = rng.normal(size=(6, 16))
    for X in (np.asfortranarray(wide), wide[:, ::2]):
        out, mask = answer(candidate, X, 0.5, True, state(rng))
        close(out, X * mask, rtol=1e-12, what="out")
        expect(bool((mask == 0).any() and (mask != 0).any()), "All or none of 48 or more entries were dropped at rate 0.5.", got=mask)
        close(candidate.dropout_backward(X, mask), X * mask, rtol=1e-12, what="dropout_backward(dout, mask)")


@probe
def outputs(candidate, rng):
    def summary(shape, rate, training, dtype=np.float64):
        X = rng.normal(size=shape).astype(dtype)
        out, mask = candidate.dropout(X, rate, training, state(rng))
        kept = np.unique(mask[mask != 0])
        with np.errstate(all="ignore"):
            is_product = bool(np.abs(out - X * mask).max(initial=0.0) < 1e-6)
        return {"shape": mask.shape, "kept": kept[:2], "product": is_product, "dtypes": f"{out.dtype} {mask.dtype}"}

    def pattern(rate):
        zeros = np.array([(candidate.dropout(np.ones((100, 60)), rate, True, state(rng))[1] == 0) * 1.0 for _ in range(6)])
        ratios = dispersions(zeros, rate)
        moved = correlations(zeros.reshape(6, -1), rate)
        off = np.abs(zeros.mean() - rate) > 6 * np.sqrt(rate * (1 - rate) / zeros.size) * (1.0 + 9.0 * (max(ratios["row"], ratios["column"]) > 3))
        bands = [int(np.searchsorted([0.0007, 0.5, 2.5, 12.0], ratio)) for ratio in (ratios["row"], ratios["column"])]
        return [bool(off), *bands, bool(ratios["array"] < 0.0007), any(size > 8 / np.sqrt(6000) for (a, b), size in moved.items() if a == b)]

    for rate, training in [(0.0, True), (0.0, False), (0.3, True), (0.3, False), (0.5, True), (0.8, True)]:
        yield lambda: summary((60, 51), rate, training)
    for rate in (0.1, 0.3, 0.5, 0.85):
        yield lambda: pattern(rate)
    yield lambda: summary((60, 50), 0.3, True, np.float32)
    yield lambda: summary((60, 50), 0.3, False, np.float32)
    yield lambda: summary((0, 3), 0.3, True)
    yield lambda: summary((501,), 0.75, True)
    yield lambda: summary((5, 10, 21), 0.25, True)
    X = rng.normal(size=(4, 3))
    yield lambda: candidate.dropout(X, 0.4, False, 3)
    yield lambda: candidate.dropout(X, 0.0, True, 3)

    def masks(shape, *states):
        return np.array([(candidate.dropout(np.ones(shape), 0.5, True, one)[1] == 0) * 1.0 for one in states])

    def repeats(one):
        first, second = masks((2000,), one, one)
        return bool((first == second).all())

    def related(*states):
        zeros = masks((2000,), *states)
        pairs = correlations(zeros, 0.5).items()
        return [[bool(size > 8 / np.sqrt(2000)), bool((zeros[a] == zeros[b]).all())] for (a, b), size in pairs]

    for one in (5, 0):
        yield lambda: repeats(one)
    yield lambda: related(5, 6, 1005, 65_541, 0, 1)

    def depends_on_values():
        one, other = (candidate.dropout(np.full((40, 50), value), 0.5, True, 11)[1] for value in (1.0, 0.0))
        return bool((np.asarray(one) == np.asarray(other)).all())

    yield depends_on_values
    for rate in (1.0, 1.2, -0.1):
        for training in (True, False):
            yield lambda: np.shape(candidate.dropout(np.ones((3, 3)), rate, training, 0)[1])
    for factor in (1.0, 2.0, 5.0):
        mask = factor * (rng.random((4, 3)) < 0.5)
        mask[0, :2] = [0.0, factor]
        yield lambda: candidate.dropout_backward(X, mask)


@workload("entries", sizes=(20_000, 80_000, 320_000), why_slow="a Python loop draws one number at a time; draw a whole array of uniforms and compare it once")
def growing(candidate, rng, n):
    X = rng.normal(size=(n // 100, 100))
    return lambda: candidate.dropout(X, 0.5, True, 7)
