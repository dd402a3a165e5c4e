import numpy as np
from scipy.special import expit

from hotseat.judge.checks import array, check, close, expect, probe, workload

EXACT = {"rtol": 1e-9, "atol": 1e-11}


def expected_cell(x, h, c, W, U, b):
    """Block by block."""
    size = h.shape[1]
    i, f, g, o = (x @ W[:, part] + h @ U[:, part] + b[part] for part in (slice(k * size, (k + 1) * size) for k in range(4)))
    new_c = expit(f) * c + expit(i) * np.tanh(g)
    return expit(o) * np.tanh(new_c), new_c


def expected_sequence(X, h0, c0, W, U, b, lengths=None):
    """At each step only the rows that still run."""
    outputs = np.zeros((*X.shape[:2], h0.shape[1]))
    h, c = h0.copy(), c0.copy()
    for t in range(X.shape[1]):
        rows = [row for row in range(len(X)) if lengths is None or t < lengths[row]]
        h[rows], c[rows] = expected_cell(X[rows, t], h[rows], c[rows], W, U, b)
        outputs[rows, t] = h[rows]
    return outputs, h, c


def parameters(rng, d, hidden, scale=1.0):
    return rng.normal(scale=scale, size=(d, 4 * hidden)), rng.normal(scale=scale, size=(hidden, 4 * hidden)), rng.normal(size=4 * hidden)


def states(rng, batch, hidden):
    return rng.uniform(-1, 1, size=(batch, hidden)), rng.normal(scale=1.5, size=(batch, hidden))


def compare_cell(candidate, *inputs, tolerance=EXACT):
    got = candidate.lstm_cell(*inputs)
    expect(isinstance(got, tuple | list) and len(got) == 2, "lstm_cell must return (h_new, c_new).", got=got)
    wanted = expected_cell(*inputs)
    for name, part, right in reversed(list(zip(("h_new", "c_new"), got, wanted))):
        close(array(part, shape=right.shape, what=name), right, what=name, **tolerance)


def answer(candidate, X, h0, *rest, **settings):
    got = candidate.lstm(X, h0, *rest, **settings)
    expect(isinstance(got, tuple | list) and len(got) == 3, "lstm must return (outputs, h, c).", got=got)
    shapes = ((*X.shape[:2], h0.shape[1]), h0.shape, h0.shape)
    return [array(part, shape=shape, what=name) for part, shape, name in zip(got, shapes, ("outputs", "h", "c"))]


def compare(candidate, *inputs, tolerance=EXACT, **settings):
    for name, got, right in zip(("outputs", "h", "c"), answer(candidate, *inputs, **settings), expected_sequence(*inputs, **settings)):
        close(got, right, what=name, **tolerance)


def draw(rng, batch, steps, d, hidden):
    return rng.normal(size=(batch, steps, d)), *states(rng, batch, hidden), *parameters(rng, d, hidden)


@check("one step is right", is_shown=True)
def one_step(candidate, rng):
    """The cell is off: blocks i, f, g, o in this order, logistic for i, f and o, tanh for g; the new cell state is f times the old one plus i times g, and the hidden state is o times tanh of the new one."""
    for batch, d, hidden in [(1, 1, 1), (3, 2, 4), (2, 3, 3)]:
        compare_cell(candidate, rng.normal(size=(batch, d)), *states(rng, batch, hidden), *parameters(rng, d, hidden))


@check("a sequence repeats the cell", is_shown=True)
def sequence(candidate, rng):
    """Over several steps the result is off: feed step t of every row, carry both h and c to the next step, and put h into outputs."""
    for batch, steps, d, hidden in [(2, 3, 2, 3), (1, 5, 3, 2), (4, 2, 1, 1)]:
        X, h0, c0, *weights = draw(rng, batch, steps, d, hidden)
        compare(candidate, X, 0 * h0, 0 * c0, *weights)


@check("a sequence starts from the given state", is_shown=True)
def initial_state(candidate, rng):
    """The first step must start from h0 and c0, not from zeros."""
    X, h0, c0, *weights = draw(rng, 3, 3, 3, 3)
    compare(candidate, X, h0, c0, *weights)
    compare(candidate, X, h0, 0 * c0, *weights)
    compare(candidate, X, 0 * h0, c0, *weights)


@check("finished rows keep their state", is_shown=True)
def lengths_states(candidate, rng):
    """After lengths[r] steps row r must keep its hidden and its cell state: padding steps are not run, and the final h is not outputs[:, -1]."""
    for steps, lengths in [(4, [1, 3, 4, 2]), (3, [0, 3, 1, 0]), (2, [1, 1, 0, 1]), (3, [3, 3, 3, 3])]:
        inputs = draw(rng, 4, steps, 2, 3)
        got = answer(candidate, *inputs, lengths=np.array(lengths))
        wanted = expected_sequence(*inputs, lengths=lengths)
        for name, part, right in list(zip(("outputs", "h", "c"), got, wanted))[1:]:
            close(part, right, what=name, **EXACT)


@check("each part of the pre-activation counts")
def parts(candidate, rng):
    """The input, the previous hidden state and the bias must all enter all four blocks: x W + h U + b."""
    W, U, b = parameters(rng, 2, 3)
    x, (h, c) = rng.normal(size=(4, 2)), states(rng, 4, 3)
    compare_cell(candidate, x, h, c, W, 0 * U, 0 * b)
    compare_cell(candidate, x, h, c, 0 * W, U, 0 * b)
    compare_cell(candidate, x, h, c, 0 * W, 0 * U, b)


@check("saturated gates stay finite")
def saturated(candidate, rng):
    """With pre-activations near 1e4 a gate came out as NaN or not as exactly 0 or 1: exp(z) / (1 + exp(z)) divides infinity by infinity."""
    W, U, b = parameters(rng, 4, 2)
    W[:] = np.kron(np.eye(4), np.ones((1, 2)))  # input k drives block k alone
    x, (h, c) = rng.normal(size=(8, 4)), states(rng, 8, 2)
    x[np.arange(8), np.arange(8) % 4] = np.repeat([-1e4, 1e4], 4)
    compare_cell(candidate, x, h, c, W, U, b)
    W, U, b = parameters(rng, 2, 2)
    x, (h, c) = rng.normal(size=(16, 2)), states(rng, 16, 2)
    compare_cell(candidate, x, h, c, W * 3e3, U, b, tolerance={"rtol": 1e-6, "atol": 1e-9})
    compare(candidate, rng.choice([-1.0, 1.0], size=(2, 3, 2)) * 9e3, h[:2], c[:2], W, U, b, tolerance={"rtol": 1e-6, "atol": 1e-9})


@check("large cell states are kept")
def large_cells(candidate, rng):
    """With a large cell state the result is off: c' is f times c plus i times g without any bound, and tanh bounds only what h' shows of it."""
    W, U, b = parameters(rng, 2, 2)
    h, c = states(rng, 8, 2)
    compare_cell(candidate, rng.normal(size=(8, 2)), h, 1e3 * c, W, U, b)


@check("outputs after the end are zero")
def lengths_outputs(candidate, rng):
    """From step lengths[r] on the outputs of row r must be 0, and before that they are those of the full sequence."""
    for steps, lengths in [(4, [1, 3, 4, 2]), (3, [0, 2, 1, 0])]:
        inputs = draw(rng, 4, steps, 2, 3)
        outputs, _, _ = answer(candidate, *inputs, lengths=np.array(lengths))
        close(outputs, expected_sequence(*inputs, lengths=lengths)[0], what="outputs", **EXACT)


@check("what stands after the end does not matter")
def padding_content(candidate, rng):
    """The padding of a finished row changed the result: its steps must not enter, whatever they hold."""
    X, *rest = draw(rng, 3, 4, 2, 2)
    lengths = np.array([2, 4, 0])
    X[0, 2:] = 1e4
    X[2] = -1e4
    compare(candidate, X, *rest, lengths=lengths)


@check("no steps return the initial states")
def no_steps(candidate, rng):
    """With T = 0, or all lengths 0, the final states are h0 and c0 and outputs has no steps or only zeros."""
    X, h0, c0, *weights = draw(rng, 3, 0, 2, 4)
    compare(candidate, X, h0, c0, *weights)
    compare(candidate, X, h0, c0, *weights, lengths=np.zeros(3, dtype=int))
    compare(candidate, rng.normal(size=(3, 2, 2)), h0, c0, *weights, lengths=np.zeros(3, dtype=int))


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """An array that was passed in changed, for instance the initial states."""
    inputs = draw(rng, 3, 4, 2, 3)
    compare(candidate, *inputs)
    compare(candidate, *inputs, lengths=np.array([2, 4, 0]))
    compare_cell(candidate, inputs[0][:, 0], *inputs[1:])


@check("single sizes, lists of lengths, any memory layout")
def awkward(candidate, rng):
    """A legal but awkward input failed: one row, one input, one unit, lengths as a list, Fortran order or strided views."""
    compare(candidate, *draw(rng, 1, 1, 1, 1))
    compare(candidate, *draw(rng, 2, 3, 2, 2), lengths=[3, 1])
    X, h0, c0, W, U, b = draw(rng, 3, 4, 2, 3)
    compare(candidate, np.asfortranarray(X), np.asfortranarray(h0), np.asfortranarray(c0), np.asfortranarray(W), np.asfortranarray(U), b, lengths=np.array([4, 0, 3]))
    wide = rng.normal(size=(3, 4, 4))
    compare(candidate, wide[..., ::2], h0, c0, W, U, b)


@probe
def outputs(candidate, rng):
    for batch, d, hidden in [(1, 1, 1), (3, 2, 4), (2, 3, 3)]:
        W, U, b = parameters(rng, d, hidden)
        x, (h, c) = rng.normal(size=(batch, d)), states(rng, batch, hidden)
        yield lambda: candidate.lstm_cell(x, h, c, W, U, b)
        for shift in (-1e4, 1e4):
            for block in range(4):
                moved = b.copy()
                moved[block * hidden : (block + 1) * hidden] += shift
                yield lambda: candidate.lstm_cell(x, h, c, W, U, moved)
        yield lambda: candidate.lstm_cell(x, h, 1e3 * c, W, U, b)
    for batch, steps, d, hidden in [(2, 3, 2, 3), (1, 5, 3, 2), (3, 3, 3, 3), (2, 1, 1, 1), (2, 0, 2, 2)]:
        inputs = draw(rng, batch, steps, d, hidden)
        yield lambda: candidate.lstm(*inputs)
        yield lambda: candidate.lstm(inputs[0], 0 * inputs[1], *inputs[2:])
        lengths = rng.integers(0, steps + 1, size=batch)
        yield lambda: candidate.lstm(*inputs, lengths=lengths)
        yield lambda: candidate.lstm(*inputs, np.zeros(batch, dtype=int))
        yield lambda: candidate.lstm(*inputs, np.full(batch, steps))
    inputs = draw(rng, 4, 4, 2, 3)
    yield lambda: candidate.lstm(*inputs, lengths=np.array([1, 3, 4, 2]))
    yield lambda: candidate.lstm(*inputs, lengths=[0, 3, 1, 0])
    yield lambda: candidate.lstm(9e3 * np.sign(inputs[0]), *inputs[1:], lengths=[2, 4, 0, 1])
    yield lambda: candidate.lstm(np.asfortranarray(inputs[0]), *inputs[1:])


@workload("steps", sizes=(50, 200, 800), why_slow="a Python loop over rows or units inside the loop over steps; one step treats the whole batch and all four gates at once")
def growing(candidate, rng, n):
    X, h0, c0, *_ = draw(rng, 16, n, 8, 16)
    weights = parameters(rng, 8, 16, scale=0.3)
    return lambda: candidate.lstm(X, h0, c0, *weights)
