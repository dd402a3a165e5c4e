import numpy as np
from scipy.special import log_softmax, softmax

from hotseat.judge.checks import array, check, close, expect, number, probe, workload


def oracle(logits, labels):
    """Loss and gradient from SciPy's softmax."""
    logits = np.asarray(logits, dtype=float)
    gradient = np.zeros(logits.shape)
    rows = np.flatnonzero(labels >= 0)
    if not rows.size:
        return 0.0, gradient
    gradient[rows] = softmax(logits[rows], axis=1) / len(rows)
    gradient[rows, labels[rows]] -= 1 / len(rows)
    return float(-np.mean(log_softmax(logits[rows], axis=1)[np.arange(len(rows)), labels[rows]])), gradient


def slopes(logits, labels, step=1e-5):
    """Central differences of the loss, all entries at once: a gradient that knows nothing of the formula."""
    moves = step * np.eye(logits.size).reshape(-1, *logits.shape)
    true = (..., np.arange(len(labels)), labels)
    up, down = (-log_softmax(logits + sign * moves, axis=2)[true].mean(axis=1) for sign in (1, -1))
    return ((up - down) / (2 * step)).reshape(logits.shape)


def pair(got, shape):
    """The candidate's loss and gradient after checking their form."""
    expect(
        isinstance(got, list | tuple) and len(got) == 2,
        "cross_entropy should return two values, (loss, gradient).",
        got=got,
        expected="(loss, gradient)",
    )
    return number(got[0], what="the loss"), array(got[1], shape=shape, kind="float", what="the gradient")


def agrees(candidate, logits, labels, rtol=1e-6, atol=1e-9):
    loss, gradient = pair(candidate.cross_entropy(logits, labels), logits.shape)
    expected_loss, expected_gradient = oracle(logits, labels)
    close(loss, expected_loss, rtol=rtol, atol=atol, what="the loss")
    close(gradient, expected_gradient, rtol=rtol, atol=atol, what="the gradient")
    return gradient


@check("the loss is the mean over the rows", is_shown=True)
def mean_loss(candidate, rng):
    """The loss of a small batch is off: for each row take the negative log-probability of its true class, then average over the rows."""
    logits = np.array([[0.0, 0.0, 0.0, 0.0], [2.0, 1.0, 0.0, -1.0], [0.0, 3.0, 0.0, 1.0]])
    labels = np.array([3, 0, 2])
    loss, _ = pair(candidate.cross_entropy(logits, labels), (3, 4))
    close(loss, oracle(logits, labels)[0], atol=1e-9, what="the loss")
    for rows, classes in [(1, 5), (6, 3), (30, 8)]:
        logits = rng.normal(scale=2, size=(rows, classes))
        labels = rng.integers(0, classes, size=rows)
        loss, _ = pair(candidate.cross_entropy(logits, labels), (rows, classes))
        close(loss, oracle(logits, labels)[0], atol=1e-9, what="the loss")


@check("the gradient is the slope of the loss", is_shown=True)
def finite_differences(candidate, rng):
    """The gradient is not the slope of the mean loss: for each row it is (probabilities minus one-hot label), divided by the number of rows that count."""
    for rows, classes in [(3, 4), (1, 3), (5, 2)]:
        logits = rng.normal(size=(rows, classes))
        labels = rng.permutation(np.arange(rows) % classes)
        _, gradient = pair(candidate.cross_entropy(logits, labels), (rows, classes))
        close(gradient, slopes(logits, labels), rtol=1e-6, atol=1e-8, what="the gradient")


@check("the gradient is exact")
def exact_gradient(candidate, rng):
    """The gradient is close to (probabilities minus one-hot) / m but not equal to it: something small was added or lost."""
    for rows, classes in [(4, 6), (9, 3)]:
        agrees(candidate, rng.normal(scale=3, size=(rows, classes)), rng.integers(0, classes, size=rows))


@check("large logits stay finite")
def large_logits(candidate, rng):
    """Logits near 1e4 broke the result: subtract each row's maximum, and write the loss as log-sum-exp minus the true logit instead of the log of a probability."""
    agrees(candidate, np.array([[1e4, -1e4, 0.0], [-1e4, 1e4, 0.0]]), np.array([1, 1]))
    agrees(candidate, np.array([[1e4, 1e4 + 1], [0.0, 1.0], [-1e4, -1e4 + 1]]), np.array([0, 0, 0]))
    agrees(candidate, np.array([[-40.0, 0.0], [800.0, 0.0]]), np.array([0, 1]))
    logits = rng.choice([-1e4, 0.0, 1e4], size=(6, 4)) + rng.normal(size=(6, 4))
    agrees(candidate, logits, rng.integers(0, 4, size=6))


@check("padding does not count")
def padding(candidate, rng):
    """Rows labelled -1 leaked into the result: drop them from the sum and from the count, and give them a gradient of 0 (as an index, -1 would mean the last class)."""
    for rows, classes in [(4, 3), (9, 5)]:
        logits = rng.normal(scale=2, size=(rows, classes))
        labels = rng.integers(0, classes, size=rows)
        labels[rng.choice(rows, size=2, replace=False)] = -1
        gradient = agrees(candidate, logits, labels)
        close(gradient[labels == -1], np.zeros((2, classes)), rtol=0, atol=0, what="the gradient of the padding rows")
    logits = np.array([[0.5, -1.0], [1e4, -1e4]])
    agrees(candidate, logits, np.array([0, -1]))


@check("only padding, or no rows, gives zero")
def nothing_counts(candidate, rng):
    """With no row that counts the loss must be 0.0 and the gradient all zeros: the mean divided 0 by 0."""
    logits = rng.normal(size=(3, 4))
    agrees(candidate, logits, np.array([-1, -1, -1]))
    agrees(candidate, np.zeros((0, 4)), np.zeros(0, dtype=int))


@check("the inputs are left alone")
def untouched(candidate, rng):
    """The result on ordinary logits was off, although logits and labels were left alone."""
    labels = rng.integers(0, 3, size=5)
    labels[1] = -1
    agrees(candidate, rng.normal(size=(5, 3)), labels)


@check("any dtype gives float64")
def dtypes(candidate, rng):
    """Integer or float32 logits must be computed in float64: the arithmetic was done, or the gradient stored, in the input's dtype."""
    labels = np.array([1, -1, 2, 0, 2])
    small = np.array([[100, -100, 20], [0, 1, 2], [-128, 127, 0], [3, 2, 4], [-7, 90, 89]], dtype=np.int8)
    for logits in (rng.integers(-5, 6, size=(5, 3)), small, rng.normal(size=(5, 3)).astype(np.float32) + np.float32(3000), rng.normal(size=(5, 3)).astype(np.float32)):
        gradient = agrees(candidate, logits, labels, rtol=1e-10, atol=1e-12)
        expect(gradient.dtype == np.float64, "The gradient should be a float64 array.", got=str(gradient.dtype), expected="float64")
    agrees(candidate, rng.normal(size=(5, 3)), labels.astype(np.int8))


@check("one row, one class, any memory layout")
def awkward_shapes(candidate, rng):
    """An awkward but legal input failed: one row, one class, Fortran order or a strided view."""
    agrees(candidate, rng.normal(size=(1, 4)), np.array([2]))
    agrees(candidate, rng.normal(size=(3, 1)), np.array([0, -1, 0]))
    wide, labels = rng.normal(size=(6, 8)), rng.integers(0, 4, size=12)
    agrees(candidate, wide[:, ::2], labels[::2])
    agrees(candidate, np.asfortranarray(wide), labels[:6])


@probe
def outputs(candidate, rng):
    for rows, classes in [(1, 1), (1, 4), (4, 3), (7, 2), (5, 6)]:
        logits = rng.normal(scale=3, size=(rows, classes))
        labels = rng.integers(0, classes, size=rows)
        yield lambda: plain(candidate, logits, labels)
        labels = np.where(np.arange(rows) % 3 == 1, -1, labels)
        yield lambda: plain(candidate, logits, labels)
    yield lambda: plain(candidate, np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([-1, -1]))
    yield lambda: plain(candidate, np.zeros((0, 3)), np.zeros(0, dtype=int))
    logits = rng.choice([-1e4, 0.0, 1e4], size=(5, 3)) + rng.normal(size=(5, 3))
    yield lambda: plain(candidate, logits, np.array([0, 1, -1, 2, 0]))
    yield lambda: plain(candidate, np.array([[1e4, -1e4], [-1e4, -1e4 + 1]]), np.array([1, 0]))
    yield lambda: plain(candidate, np.array([[-40.0, 0.0], [800.0, 0.0]]), np.array([0, 1]))
    yield lambda: plain(candidate, rng.integers(-5, 6, size=(3, 3)), np.array([0, -1, 2]))
    single = (rng.normal(size=(3, 3)) + 3000).astype(np.float32)
    yield lambda: plain(candidate, single, np.array([0, 2, 2], dtype=np.int8))
    yield lambda: plain(candidate, np.array([[100, -100], [-128, 127]], dtype=np.int8), np.array([1, 1]))
    yield lambda: [round(1e9 * v) for v in np.ravel(candidate.cross_entropy(single[:1] - np.float32(3000), np.array([1]))[1])]
    yield lambda: plain(candidate, np.asfortranarray(single.astype(float)), np.array([0, 2, 2]))


def plain(candidate, logits, labels):
    loss, gradient = candidate.cross_entropy(logits, labels)
    return [float(loss), np.asarray(gradient), str(np.asarray(gradient).dtype)]


@workload("rows", sizes=(2_000, 8_000, 32_000), why_slow="a Python loop over rows does a few small NumPy calls per row; pick the true logits with one fancy index and work on the whole array")
def growing(candidate, rng, n):
    logits = rng.normal(size=(n, 32))
    labels = rng.integers(-1, 32, size=n)
    return lambda: candidate.cross_entropy(logits, labels)
