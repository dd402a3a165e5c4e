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


def oddities(zeros, rate):
    """How far a two-axis pattern is from independent coins, in units of what chance allows (six deviations)."""
    rows, columns = zeros.shape
    centred = zeros - rate
    spread = rate * (1 - rate)
    size = zeros.size
    bound = 6 / np.sqrt(size)
    return {
        "fraction": centred.mean() / spread**0.5 / bound,
        "row totals": (centred.sum(axis=1) ** 2).mean() / (columns * spread) - 1,
        "column totals": (centred.sum(axis=0) ** 2).mean() / (rows * spread) - 1,
        "neighbours in a row": (centred[:, 1:] * centred[:, :-1]).mean() / spread / bound,
        "neighbours in a column": (centred[1:] * centred[:-1]).mean() / spread / bound,
    }


@check("kept entries are scaled by 1 / (1 - rate)", is_shown=True)
def scale(candidate, rng):
    """The mask must hold 0 and 1 / (1 - rate) and nothing else, a constant that keeps the mean of every entry; out is X times the mask."""
    for rate, shape in [(0.5, (8, 6)), (0.2, (10, 10)), (0.75, (200,)), (0.9, (4, 10, 10))]:
        X = rng.normal(size=shape)
        out, mask = answer(candidate, X, rate, True, state(rng))
        close(mask[mask != 0], np.full((mask != 0).sum(), 1 / (1 - rate)), rtol=1e-12, what="the non-zero mask entries")
        close(out, X * mask, rtol=1e-12, atol=1e-14, what="out")
        expect(bool((mask == 0).any()), "No entry was dropped.", got=mask)
        expect(bool((mask != 0).any()), "All entries were dropped.", got=mask)


@check("inference changes nothing", is_shown=True)
def inference(candidate, rng):
    """With training=False out must equal X and the mask must be all ones: the scaling has been done during training."""
    for rate in (0.0, 0.3, 0.9):
        X = rng.normal(size=(20, 5))
        out, mask = answer(candidate, X, rate, False, state(rng))
        same(out, X, what="out")
        same(mask, np.ones((20, 5)), what="mask")


@check("the fraction of zeros is the rate", is_shown=True)
def fraction(candidate, rng):
    """The share of dropped entries is not the rate: rate is the probability to drop, not to keep."""
    for rate in (0.1, 0.3, 0.5, 0.8):
        zeros = dropped(candidate, rng, (120, 200), rate)
        expect(abs(oddities(zeros, rate)["fraction"]) < 1, got=round(zeros.mean(), 4), expected=f"close to {rate}")


@check("entries are dropped independently")
def independence(candidate, rng):
    """The zeros are not independent coin flips: draw one number for each entry, instead of dropping whole rows or columns or a fixed number of entries."""
    for rate in (0.3, 0.5):
        zeros = dropped(candidate, rng, (120, 200), rate)
        for name, size in oddities(zeros, rate).items():
            if name != "fraction":
                expect(abs(size) < 1, got=f"{name}: {abs(size):.3g} times what chance allows")
    counts = [dropped(candidate, rng, (4, 5), 0.4).sum() for _ in range(120)]
    ratio = np.var(counts, ddof=1) / (20 * 0.4 * 0.6)
    expect(
        0.3 < ratio < 2.3,
        "The number of dropped entries does not vary from mask to mask like a sum of independent coin flips.",
        got=f"variance of the count in 120 masks of 20 entries: {ratio * 4.8:.3g}",
        expected="about 4.8",
    )


@check("any number of axes")
def axes(candidate, rng):
    """Along some axis of a vector or of a tensor with more axes the zeros repeat: the mask has the full shape of X."""
    for shape in [(6_000,), (12, 30, 40)]:
        zeros = dropped(candidate, rng, shape, 0.5)
        for axis in range(len(shape)):
            for table in (np.moveaxis(zeros, axis, 0).reshape(shape[axis], -1), np.moveaxis(zeros, axis, -1).reshape(-1, shape[axis])):
                centred = (table[: len(table) // 2 * 2] - 0.5).reshape(-1, 2, table.shape[1])
                product = (centred[:, 0] * centred[:, 1]).mean() / 0.25 if len(centred) else 0.0
                expect(abs(product) < 6 / np.sqrt(max(1, centred.size / 2)), got=f"correlation along axis {axis}: {product:.3g}")


@check("the random_state decides the mask")
def reproducible(candidate, rng):
    """The same random_state must give the same mask and another one an unrelated mask: make a generator from random_state in every call."""
    for shape in [(40, 50), (2000,)]:
        first, second = (int(n) for n in rng.choice(2**31 - 1, size=2, replace=False))
        one = dropped(candidate, rng, shape, 0.4, first)
        other = dropped(candidate, rng, shape, 0.4, second)
        again = dropped(candidate, rng, shape, 0.4, first)
        same(again, one, what="the dropped entries in a second call with the same random_state")
        agreement = ((one - 0.4) * (other - 0.4)).mean() / 0.24
        expect(abs(agreement) < 6 / np.sqrt(one.size), got=f"correlation between the masks of two states: {agreement:.3g}", expected="about 0")
    low = [dropped(candidate, rng, (2000,), 0.5, n) for n in (0, 1, 2)]
    for a, b in [(0, 1), (1, 2), (0, 2)]:
        expect(abs(((low[a] - 0.5) * (low[b] - 0.5)).mean() / 0.25) < 6 / np.sqrt(2000), got=f"random_state {a} and {b} give related masks")


@check("the mask does not depend on the values")
def values(candidate, rng):
    """Two arrays of the same shape got different masks under one random_state, or zeros were treated as dropped."""
    seed = state(rng)
    _, one = answer(candidate, rng.normal(size=(9, 7)), 0.5, True, seed)
    out, other = answer(candidate, np.zeros((9, 7)), 0.5, True, seed)
    same(other, one, what="the mask for an array of zeros")
    same(out, np.zeros((9, 7)), what="out for an array of zeros")


@check("rate 0 keeps everything")
def rate_zero(candidate, rng):
    """With rate 0 nothing is dropped and nothing scaled, also in training."""
    X = rng.normal(size=(50, 40))
    out, mask = answer(candidate, X, 0.0, True, state(rng))
    same(mask, np.ones((50, 40)), what="mask")
    same(out, X, what="out")


@check("the gradient passes through the mask", is_shown=True)
def gradient(candidate, rng):
    """The gradient of X * mask with respect to X is dout * mask: dropped entries get none, kept ones get the scale as well."""
    for shape, rate in [((6, 5), 0.5), ((40,), 0.75), ((3, 4, 5), 0.2)]:
        _, mask = answer(candidate, rng.normal(size=shape), rate, True, state(rng))
        dout = rng.normal(size=shape)
        close(array(candidate.dropout_backward(dout, mask), shape=shape), dout * mask, rtol=1e-12, atol=1e-14, what="dropout_backward(dout, mask)")
    mask = 4.0 * (rng.random((5, 4)) < 0.5)
    mask[0, :2] = [0.0, 4.0]
    dout = rng.normal(size=(5, 4))
    close(array(candidate.dropout_backward(dout, mask), shape=(5, 4)), dout * mask, rtol=1e-12, atol=1e-14, what="dropout_backward(dout, mask)")
    close(array(candidate.dropout_backward(dout, np.ones((5, 4))), shape=(5, 4)), dout, rtol=1e-12, what="dropout_backward(dout, ones)")


@check("rates outside 0 to 1 are refused")
def bad_rates(candidate, rng):
    """A rate below 0, or of 1 and above, must raise ValueError in training and at inference: 1 would divide by zero."""
    for rate in (1.0, 1.5, -0.1, 2, -1):
        for training in (True, False):
            raises(lambda rate=rate, training=training: candidate.dropout(np.ones((2, 2)), rate, training, 0), "ValueError")
    answer(candidate, np.ones((2, 2)), 0.999, True, state(rng))
    answer(candidate, np.ones((2, 2)), 0, True, state(rng))


@check("float32 stays float32")
def single_precision(candidate, rng):
    """out and mask must have the dtype of X: a float64 mask promotes float32 activations."""
    for dtype in (np.float32, np.float64):
        X = rng.normal(size=(6, 5)).astype(dtype)
        for training in (True, False):
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
    for training in (True, False):
        _, mask = answer(candidate, X, 0.5, training, state(rng))
        candidate.dropout_backward(X, mask)


@check("no entries, any memory layout")
def awkward(candidate, rng):
    """A legal but awkward input failed: no entries, a single one, Fortran order or a strided view."""
    for shape in [(0,), (0, 3), (1,), (1, 1)]:
        X = np.ones(shape)
        for training in (True, False):
            out, mask = answer(candidate, X, 0.5, training, state(rng))
            close(out, X * mask, what="out")
    wide = rng.normal(size=(6, 16))
    for X in (np.asfortranarray(wide), wide[:, ::2], wide.T):
        out, mask = answer(candidate, X, 0.5, True, state(rng))
        close(out, X * mask, rtol=1e-12, what="out")
        expect(bool((mask == 0).any() and (mask != 0).any()), "All or none of 48 or more entries were dropped at rate 0.5.", got=mask)
        close(candidate.dropout_backward(X, mask), X * mask, rtol=1e-12, what="dropout_backward(dout, mask)")


@probe
def outputs(candidate, rng):
    def coarse(size):
        return int(np.clip(np.round(size / 2), -9, 9))

    def summary(shape, rate, training, dtype=np.float64):
        X = rng.normal(size=shape).astype(dtype)
        out, mask = candidate.dropout(X, rate, training, state(rng))
        kept = np.unique(mask[mask != 0])
        return {"shape": mask.shape, "kept": kept[:2], "product": np.abs(out - X * mask).max(initial=0.0) < 1e-6, "dtypes": f"{out.dtype} {mask.dtype}"}

    def pattern(rate):
        _, mask = candidate.dropout(np.ones((120, 200)), rate, True, state(rng))
        return {name: coarse(size) for name, size in oddities((mask == 0).astype(float), rate).items()}

    for rate in (0.0, 0.1, 0.3, 0.5, 0.8):
        for training in (True, False):
            yield lambda: summary((60, 50), rate, training)
        if rate:
            yield lambda: pattern(rate)
    yield lambda: summary((60, 50), 0.3, True, np.float32)
    yield lambda: summary((60, 50), 0.3, False, np.float32)
    yield lambda: summary((0, 3), 0.3, True)
    yield lambda: summary((500,), 0.75, True)
    yield lambda: summary((5, 10, 20), 0.25, True)
    X = rng.normal(size=(4, 3))
    yield lambda: candidate.dropout(X, 0.4, False, 3)
    yield lambda: candidate.dropout(X, 0.0, True, 3)

    def alike(first, second):
        masks = [candidate.dropout(np.full((40, 50), v), 0.5, True, s)[1] for s, v in ((first, 1.0), (second, 0.0))]
        return bool((masks[0] == masks[1]).all()), coarse(3 * ((masks[0] != 0) == (masks[1] != 0)).mean())

    yield lambda: alike(5, 5)
    yield lambda: alike(5, 6)

    def count_varies():
        counts = {int((candidate.dropout(np.ones((4, 5)), 0.4, True, s)[1] == 0).sum()) for s in range(60)}
        return len(counts) > 3

    yield count_varies
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
