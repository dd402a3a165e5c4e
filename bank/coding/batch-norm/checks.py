import math

import numpy as np

from hotseat.judge.checks import array, check, close, expect, probe, workload

EXACT = {"rtol": 1e-9, "atol": 1e-10}


def moments(X):
    """Mean and sum of squared differences of each column, one number at a time."""
    columns = X.T.tolist()
    means = [math.fsum(column) / len(column) for column in columns]
    squares = [math.fsum((x - mean) ** 2 for x in column) for column, mean in zip(columns, means)]
    return np.array(means), np.array(squares)


def expected(X, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    if not training:
        return gamma / np.sqrt(running_var + eps) * (X - running_mean) + beta, running_mean, running_var
    n = len(X)
    mean, squares = moments(X)
    out = (X - mean) / np.sqrt(squares / n + eps) * gamma + beta
    return out, running_mean + momentum * (mean - running_mean), running_var + momentum * (squares / (n - 1) - running_var)


def expected_gradients(dout, X, gamma, eps=1e-5):
    """Through the full Jacobian of every column."""
    n = len(X)
    mean, squares = moments(X)
    deviation = np.sqrt(squares / n + eps)
    centred = X - mean
    dX = np.empty_like(X)
    for c in range(X.shape[1]):
        jacobian = np.eye(n) - 1 / n - np.outer(centred[:, c], centred[:, c]) / (n * deviation[c] ** 2)
        dX[:, c] = gamma[c] / deviation[c] * (jacobian @ dout[:, c])
    return dX, np.einsum("nd,nd->d", dout, centred) / deviation, np.einsum("nd->d", dout)


def draw(rng, n, d, scale=2.0):
    X = rng.normal(scale=scale, size=(n, d)) + rng.normal(size=d)
    return X, rng.normal(size=d) + 2.0, rng.normal(size=d), rng.normal(size=d), rng.uniform(0.5, 3.0, size=d)


def three(got, shapes, names, where):
    expect(isinstance(got, tuple | list) and len(got) == 3, f"{where} must return three arrays: {', '.join(names)}.", got=got)
    return [array(part, shape=shape, what=name) for part, shape, name in zip(got, shapes, names)]


def forward(candidate, X, *rest, **settings):
    d = X.shape[1]
    return three(candidate.batch_norm(X, *rest, **settings), (X.shape, (d,), (d,)), ("out", "new_mean", "new_var"), "batch_norm")


def backward(candidate, dout, X, *rest, **settings):
    d = X.shape[1]
    return three(candidate.batch_norm_backward(dout, X, *rest, **settings), (X.shape, (d,), (d,)), ("dX", "dgamma", "dbeta"), "batch_norm_backward")


def compare(candidate, *inputs, tolerance=EXACT, **settings):
    for name, got, wanted in zip(("out", "new_mean", "new_var"), forward(candidate, *inputs, **settings), expected(*inputs, **settings)):
        close(got, wanted, what=name, **tolerance)


def compare_gradients(candidate, *inputs, tolerance=EXACT, **settings):
    for name, got, wanted in zip(("dX", "dgamma", "dbeta"), backward(candidate, *inputs, **settings), expected_gradients(*inputs, **settings)):
        close(got, wanted, what=name, **tolerance)


@check("training normalises by the batch", is_shown=True)
def training_output(candidate, rng):
    """The training output is off: subtract each column's mean over the rows, divide by the root of the biased variance plus eps, then scale by gamma and shift by beta."""
    for n, d, eps in [(4, 2, 1e-5), (2, 3, 0.5), (9, 4, 1e-5)]:
        inputs = draw(rng, n, d)
        out, _, _ = forward(candidate, *inputs, True, eps=eps)
        close(out, expected(*inputs, True, eps=eps)[0], what="out", **EXACT)


@check("running statistics move towards the batch", is_shown=True)
def running_statistics(candidate, rng):
    """The new running statistics are off: momentum is the weight of the batch, and the variance that enters is the unbiased one, divisor n - 1."""
    for n, d, momentum in [(2, 2, 0.1), (4, 4, 0.3), (7, 3, 0.0), (5, 3, 1.0)]:
        inputs = draw(rng, n, d)
        _, mean, var = forward(candidate, *inputs, True, momentum=momentum)
        _, wanted_mean, wanted_var = expected(*inputs, True, momentum=momentum)
        close(mean, wanted_mean, what="new_mean", **EXACT)
        close(var, wanted_var, what="new_var", **EXACT)


@check("inference uses the running statistics", is_shown=True)
def inference_output(candidate, rng):
    """At inference the output must depend on the running statistics alone, so that a row's result does not depend on the other rows."""
    for n, d, eps in [(5, 3, 1e-5), (1, 4, 0.3), (4, 4, 1e-5)]:
        inputs = draw(rng, n, d)
        out, _, _ = forward(candidate, *inputs, False, eps=eps)
        close(out, expected(*inputs, False, eps=eps)[0], what="out", **EXACT)


@check("inference leaves the running statistics")
def inference_statistics(candidate, rng):
    """At inference the running statistics must come back with the values they had."""
    for n in (1, 6):
        inputs = draw(rng, n, 3)
        _, mean, var = forward(candidate, *inputs, False, momentum=0.4)
        close(mean, inputs[3], what="new_mean", **EXACT)
        close(var, inputs[4], what="new_var", **EXACT)


@check("dX matches finite differences")
def finite_differences(candidate, rng):
    """dX disagrees with the slope measured with eps=0.1: an entry moves the output directly, through the batch mean and through the batch variance, and gamma scales all three."""
    X, gamma, beta, mean, var = draw(rng, 5, 3, scale=1.0)
    dout = rng.normal(size=(5, 3))
    dX, _, _ = backward(candidate, dout, X, gamma, eps=0.1)
    slopes = np.empty_like(X)
    for place in np.ndindex(X.shape):
        ends = []
        for step in (1e-5, -1e-5):
            moved = X.copy()
            moved[place] += step
            ends.append((expected(moved, gamma, beta, mean, var, True, eps=0.1)[0] * dout).sum())
        slopes[place] = (ends[0] - ends[1]) / 2e-5
    close(dX, slopes, rtol=1e-5, atol=1e-7, what="dX")


@check("dX is right for all shapes")
def input_gradient(candidate, rng):
    """dX is off: with xhat the normalised input, s its divisor and g = gamma * dout, dX = (g - mean(g) - xhat * mean(g * xhat)) / s, means over the batch."""
    for n, d, eps in [(2, 1, 1e-5), (2, 3, 0.2), (4, 4, 1e-5), (8, 3, 1.0)]:
        X, gamma, *_ = draw(rng, n, d)
        dout = rng.normal(size=(n, d))
        dX, _, _ = backward(candidate, dout, X, gamma, eps=eps)
        close(dX, expected_gradients(dout, X, gamma, eps=eps)[0], what="dX", **EXACT)


@check("dgamma and dbeta are right")
def parameter_gradients(candidate, rng):
    """dbeta is the column sum of dout and dgamma that of dout times the normalised input: sums over the batch, not means."""
    for n, d, eps in [(2, 3, 1e-5), (4, 4, 0.3), (7, 2, 1e-5)]:
        X, gamma, *_ = draw(rng, n, d)
        dout = rng.normal(size=(n, d))
        _, dgamma, dbeta = backward(candidate, dout, X, gamma, eps=eps)
        _, wanted_gamma, wanted_beta = expected_gradients(dout, X, gamma, eps=eps)
        close(dgamma, wanted_gamma, what="dgamma", **EXACT)
        close(dbeta, wanted_beta, what="dbeta", **EXACT)


@check("the defaults are momentum 0.1 and eps 1e-5")
def defaults(candidate, rng):
    """Without momentum or eps the result does not behave like momentum=0.1 and eps=1e-5; columns whose variance is near 1e-5 show it."""
    inputs = list(draw(rng, 5, 3, scale=3e-3))
    compare(candidate, *inputs, True)
    inputs[4] = rng.uniform(1e-6, 1e-4, size=3)
    compare(candidate, *inputs, False)
    compare(candidate, *inputs, True, 0.7, 0.01)
    compare_gradients(candidate, rng.normal(size=(5, 3)), inputs[0], inputs[1])
    compare_gradients(candidate, rng.normal(size=(5, 3)), inputs[0], inputs[1], 0.01)


@check("a large mean costs no precision")
def large_mean(candidate, rng):
    """With a column mean near 1e6 the result lost its digits: compute the variance from the differences to the mean, not as mean of squares minus squared mean."""
    loose = {"rtol": 1e-6, "atol": 1e-6}
    X, gamma, beta, mean, var = draw(rng, 8, 3, scale=1.0)
    X = X + np.array([1e6, -1e6, 0.0])
    compare(candidate, X, gamma, beta, mean, var, True, tolerance=loose)
    compare(candidate, X, gamma, beta, mean + np.array([1e6, -1e6, 0.0]), var, False, tolerance=loose)
    compare_gradients(candidate, rng.normal(size=(8, 3)), X, gamma, tolerance=loose)


@check("constant columns give beta")
def constant_columns(candidate, rng):
    """A column without variance must come out as beta, and its gradients follow from the same formulas: eps keeps the root away from zero."""
    X, gamma, beta, mean, var = draw(rng, 4, 3)
    X[:, 1] = 0.5
    X[:, 2] = 0.0
    compare(candidate, X, gamma, beta, mean, var, True)
    dout = rng.normal(size=(4, 3))
    compare_gradients(candidate, dout, X, gamma, tolerance={"rtol": 1e-8, "atol": 1e-8})
    compare(candidate, X, gamma, beta, mean, np.zeros(3), False)


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """An array that was passed in changed, for instance the running statistics."""
    inputs = draw(rng, 4, 3)
    compare(candidate, *inputs, True)
    compare(candidate, *inputs, False)
    compare_gradients(candidate, rng.normal(size=(4, 3)), inputs[0], inputs[1])


@check("no rows, one column, any memory layout")
def awkward(candidate, rng):
    """A legal but awkward input failed: no rows or one row at inference, a single column, Fortran order or strided views."""
    inputs = draw(rng, 4, 3)
    compare(candidate, inputs[0][:0], *inputs[1:], False)
    compare(candidate, inputs[0][:1], *inputs[1:], False)
    compare(candidate, *draw(rng, 3, 1), True)
    X, gamma, beta, mean, var = draw(rng, 5, 8)
    dout = rng.normal(size=(5, 8))
    compare(candidate, np.asfortranarray(X), gamma, beta, mean, var, True)
    compare_gradients(candidate, np.asfortranarray(dout), np.asfortranarray(X), gamma)
    compare(candidate, X[:, ::2], gamma[::2], beta[::2], mean[::2], var[::2], True)
    compare_gradients(candidate, dout[:, ::2], X[:, ::2], gamma[::2])


@probe
def outputs(candidate, rng):
    for n, d in [(2, 1), (4, 3), (3, 3), (8, 2)]:
        for settings in ({}, {"momentum": 0.3, "eps": 0.2}):
            inputs = draw(rng, n, d)
            yield lambda: candidate.batch_norm(*inputs, True, **settings)
            yield lambda: candidate.batch_norm(*inputs, False, **settings)
            dout = rng.normal(size=(n, d))
            eps = settings.get("eps", 1e-5)
            yield lambda: candidate.batch_norm_backward(dout, inputs[0], inputs[1], eps=eps)
    for scale in (3e-3, 0.0):
        inputs = draw(rng, 4, 3, scale=scale)
        inputs[0][:, 1] = 0.25
        yield lambda: candidate.batch_norm(*inputs, True, 1.0)
        yield lambda: candidate.batch_norm(*inputs[:4], np.full(3, 1e-5), False)
        dout = rng.normal(size=(4, 3))
        yield lambda: [1e-2 * np.asarray(part) for part in candidate.batch_norm_backward(dout, inputs[0] * (scale > 0), inputs[1])]
    inputs = draw(rng, 6, 2, scale=1.0)
    far = inputs[0] + np.array([1e6, -1e6])
    yield lambda: [np.round(part, 4) + 0.0 for part in candidate.batch_norm(far, *inputs[1:], True)]
    yield lambda: np.abs(np.asarray(candidate.batch_norm_backward(inputs[0], far, inputs[1])[0]) - expected_gradients(inputs[0], far, inputs[1])[0]).max() < 1e-6
    yield lambda: candidate.batch_norm(inputs[0][:0], *inputs[1:], False)
    yield lambda: candidate.batch_norm(inputs[0][:1], *inputs[1:], False)
    yield lambda: candidate.batch_norm(np.asfortranarray(inputs[0]), *inputs[1:], True, 0.0)


@workload("rows", sizes=(500, 2_000, 8_000), why_slow="a Python loop over rows or columns; all statistics are reductions over axis 0 of the whole array")
def growing(candidate, rng, n):
    inputs = draw(rng, n, 32)
    dout = rng.normal(size=(n, 32))

    def both():
        candidate.batch_norm(*inputs, True)
        return candidate.batch_norm_backward(dout, inputs[0], inputs[1])

    return both
