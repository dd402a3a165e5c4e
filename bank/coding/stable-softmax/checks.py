import numpy as np
from scipy.special import softmax as oracle

from hotseat.judge.checks import array, check, close, expect, probe, workload


@check("the probabilities are right", is_shown=True)
def probabilities(candidate, rng):
    """Softmax of small logits is off: exponentiate, then divide each row by its own sum."""
    logits = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
    close(candidate.softmax(logits), oracle(logits, axis=1), what="softmax(logits)")
    for rows, classes in [(1, 6), (5, 5), (40, 10)]:
        logits = rng.normal(scale=3, size=(rows, classes))
        close(candidate.softmax(logits), oracle(logits, axis=1), what="softmax(logits)")


@check("every row sums to one", is_shown=True)
def rows_sum_to_one(candidate, rng):
    """Each row is one distribution: the sum must run over the classes of that row, axis 1 with keepdims."""
    logits = rng.normal(size=(4, 6))
    probs = array(candidate.softmax(logits), shape=(4, 6), what="softmax(logits)")
    close(probs.sum(axis=1), np.ones(4), what="the row sums")


@check("large logits stay finite")
def large_logits(candidate, rng):
    """Softmax of logits near 1e4 overflowed: subtract each row's maximum before exponentiating."""
    close(candidate.softmax(np.array([[1e4, 1e4 - 1.0]])), [[0.7310585786, 0.2689414214]], rtol=0, atol=1e-9)
    logits = rng.choice([-1e4, 0.0, 1e4], size=(8, 5)) + rng.normal(size=(8, 5))
    logits[np.arange(8), rng.integers(5, size=8)] = 1e4 + rng.normal(size=8)
    close(candidate.softmax(logits), oracle(logits, axis=1), rtol=0, atol=1e-9)


@check("a row far below the others keeps its probabilities")
def rows_on_different_scales(candidate, rng):
    """A row whose logits all lie far below another row's came out as NaN or zeros: subtract the maximum of each row, not of the whole array."""
    logits = np.array([[1e4, 1e4 + 1], [0.0, 1.0], [-1e4, -1e4 + 1]])
    close(candidate.softmax(logits), oracle(logits, axis=1), rtol=0, atol=1e-9)


@check("very negative logits still sum to one")
def very_negative(candidate, rng):
    """Logits around -1e4 must give an ordinary distribution; an epsilon in the denominator changes it."""
    logits = -1e4 + rng.normal(size=(3, 4))
    close(candidate.softmax(logits), oracle(logits, axis=1), rtol=0, atol=1e-9)


@check("integer logits work")
def integers(candidate, rng):
    """Integer logits must give float probabilities: an output array of the input's dtype cuts them to 0."""
    logits = rng.integers(-4, 5, size=(6, 3))
    probs = array(candidate.softmax(logits), shape=(6, 3))
    close(probs, oracle(logits.astype(float), axis=1))
    expect(probs.dtype == np.float64, "Integer logits should give float64 probabilities.", got=str(probs.dtype), expected="float64")
    logits = rng.permuted(np.array([[250, 252, 253], [0, 1, 3], [0, 128, 255]], dtype=np.uint8), axis=1)
    close(candidate.softmax(logits), oracle(logits.astype(float), axis=1), because="Logits of a narrow integer type gave wrong values: differences wrap around in uint8, so convert to float64 before subtracting.")


@check("float32 stays float32")
def single_precision(candidate, rng):
    """A float32 input must come back as float32: the computation was carried out in another precision."""
    logits = rng.normal(size=(3, 5)).astype(np.float32)
    probs = array(candidate.softmax(logits), shape=(3, 5))
    expect(probs.dtype == np.float32, got=str(probs.dtype), expected="float32")
    close(probs, oracle(logits.astype(float), axis=1), rtol=0, atol=1e-6)


@check("thousands of classes work")
def many_classes(candidate, rng):
    """Rows of 2,000 float32 classes came out wrong: many small terms have to add up, and a difference of large numbers, as in z - logsumexp(z), loses digits."""
    logits = rng.normal(scale=4, size=(6, 2_000)).astype(np.float32)
    close(candidate.softmax(logits), oracle(logits.astype(float), axis=1), rtol=0, atol=1e-6)


@check("the input is left alone")
def input_untouched(candidate, rng):
    """The result on ordinary logits was off, although the logits were left alone."""
    logits = rng.normal(size=(4, 3))
    close(candidate.softmax(logits), oracle(logits, axis=1))


@check("no rows, one row, one class, any memory layout")
def awkward_shapes(candidate, rng):
    """An awkward but legal input failed: no rows, one row, one class, Fortran order or a strided view."""
    for shape in [(0, 3), (1, 4), (4, 1)]:
        logits = rng.normal(size=shape)
        close(candidate.softmax(logits), oracle(logits, axis=1))
    wide = rng.normal(size=(5, 8))
    close(candidate.softmax(wide[:, ::2]), oracle(wide[:, ::2], axis=1))
    close(candidate.softmax(np.asfortranarray(wide)), oracle(wide, axis=1))


@probe
def outputs(candidate, rng):
    for shape in [(1, 1), (1, 5), (3, 4), (7, 2), (0, 3)]:
        logits = rng.normal(scale=4, size=shape)
        yield lambda: candidate.softmax(logits)
    for shift in (-1e4, 1e4):
        logits = shift + rng.normal(size=(3, 4))
        yield lambda: candidate.softmax(logits)
    yield lambda: candidate.softmax(np.array([[1e4, 1e4 + 1], [0.0, 1.0]]))
    yield lambda: candidate.softmax(rng.integers(-4, 5, size=(3, 3)))
    narrow = rng.integers(0, 256, size=(4, 3)).astype(np.uint8)
    yield lambda: candidate.softmax(narrow)
    yield lambda: str(candidate.softmax(rng.normal(size=(2, 3)).astype(np.float32)).dtype)
    kept = rng.normal(size=(2, 3))
    yield lambda: np.asarray(candidate.softmax(kept))


@workload("rows", sizes=(2_000, 8_000, 32_000), why_slow="a Python loop over rows does one small NumPy call per row; work on the whole array with axis=1 and keepdims=True")
def growing(candidate, rng, n):
    logits = rng.normal(size=(n, 32))
    return lambda: candidate.softmax(logits)
