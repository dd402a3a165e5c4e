import numpy as np
from scipy.special import softmax

from hotseat.judge.checks import array, check, close, expect, number, probe, workload

EXACT = {"rtol": 1e-8, "atol": 1e-11}


def network(rng, sizes, rows, scale=1.0):
    """Random weights, biases, inputs and labels."""
    weights = [rng.normal(scale=scale, size=(a, b)) for a, b in zip(sizes, sizes[1:])]
    biases = [rng.normal(size=b) for b in sizes[1:]]
    return weights, biases, rng.normal(size=(rows, sizes[0])), rng.integers(0, sizes[-1], size=rows)


def plain_loss(weights, biases, X, y, l2=0.0):
    signal = X
    for k, (w, b) in enumerate(zip(weights, biases)):
        signal = signal @ w + b
        if k < len(weights) - 1:
            signal = np.where(signal > 0, signal, 0.0)
    data = np.logaddexp.reduce(signal, axis=1) - signal[np.arange(len(y)), y]
    return data.sum() / len(y) + 0.5 * l2 * sum((w**2).sum() for w in weights)


def by_jacobians(weights, biases, X, y, l2=0.0):
    """Gradients from the Jacobian of the logits with respect to the output of every layer, for all rows at once."""
    signal, inputs, jacobians = X, [], []
    for k, (w, b) in enumerate(zip(weights, biases)):
        inputs.append(signal)
        z = signal @ w + b
        jacobians = [j @ w for j in jacobians]
        jacobians.append(np.broadcast_to(np.eye(len(b)), (len(X), len(b), len(b))))  # (rows, units, logits)
        if k < len(weights) - 1:
            active = (z > 0).astype(float)
            jacobians = [j * active[:, None, :] for j in jacobians]
            signal = z * active
    slope = softmax(z, axis=1)
    slope[np.arange(len(y)), y] -= 1.0
    deltas = [(j @ slope[:, :, None])[:, :, 0] / len(X) for j in jacobians]
    return [a.T @ d + l2 * w for a, d, w in zip(inputs, deltas, weights)], [d.sum(axis=0) for d in deltas]


def parts_of(candidate, weights, biases, X, y, **settings):
    """The three parts: the loss as a number, the rest unseen."""
    got = candidate.loss_and_grads(weights, biases, X, y, **settings)
    expect(isinstance(got, tuple | list) and len(got) == 3, "loss_and_grads must return (loss, weight_grads, bias_grads).", got=got)
    return number(got[0], what="the loss"), got[1], got[2]


def answer(candidate, weights, biases, X, y, **settings):
    """The three parts after a check of their form."""
    loss, *grads = parts_of(candidate, weights, biases, X, y, **settings)
    lists = []
    for name, found, params in zip(("weight_grads", "bias_grads"), grads, (weights, biases)):
        expect(isinstance(found, tuple | list) and len(found) == len(params), f"{name} must be a list with one array per layer.", got=found)
        lists.append([array(g, shape=p.shape, what=f"{name}[{k}]") for k, (g, p) in enumerate(zip(found, params))])
    return loss, lists[0], lists[1]


def compare(candidate, weights, biases, X, y, because=None, tolerance=EXACT, **settings):
    """Loss and gradients against the oracle."""
    loss, weight_grads, bias_grads = answer(candidate, weights, biases, X, y, **settings)
    wanted_weights, wanted_biases = by_jacobians(weights, biases, X, y, **settings)
    wanted = plain_loss(weights, biases, X, y, **settings)
    flat, target = (np.concatenate([np.ravel(part) for part in parts]) for parts in ([loss, *weight_grads, *bias_grads], [wanted, *wanted_weights, *wanted_biases]))
    if np.all(np.abs(flat - target) <= tolerance["atol"] + tolerance["rtol"] * np.abs(target)):
        return  # one comparison instead of one per array; what follows finds the place
    close(loss, wanted, what="the loss", because=because, **tolerance)
    for k in reversed(range(len(weights))):
        close(weight_grads[k], wanted_weights[k], what=f"weight_grads[{k}]", because=because, **tolerance)
        close(bias_grads[k], wanted_biases[k], what=f"bias_grads[{k}]", because=because, **tolerance)


@check("the loss is right", is_shown=True)
def loss_is_right(candidate, rng):
    """The loss is off: ReLU after every layer but the last, then the mean over rows of minus the log-probability of the right class, plus half of l2 times the squared weights."""
    for sizes, rows in [((2, 3), 1), ((3, 4, 2), 5), ((2, 3, 4, 3), 6)]:
        for l2 in (0.0, 0.3):
            parts = network(rng, sizes, rows)
            loss, _, _ = parts_of(candidate, *parts, l2=l2)
            close(loss, plain_loss(*parts, l2=l2), what="the loss", **EXACT)


@check("gradients have the shapes of the parameters", is_shown=True)
def shapes(candidate, rng):
    """Each gradient must have exactly the shape of its parameter; a bias gradient has one axis."""
    for sizes, rows in [((3, 2), 4), ((1, 4, 3, 2), 3)]:
        answer(candidate, *network(rng, sizes, rows))


@check("gradients match finite differences", is_shown=True)
def finite_differences(candidate, rng):
    """A gradient disagrees with the measured slope of the loss: follow one factor at a time, and divide by the number of rows exactly once."""
    while True:
        weights, biases, X, y = network(rng, (2, 4, 3), 5)
        if np.abs(X @ weights[0] + biases[0]).min() > 1e-3:
            break
    _, weight_grads, bias_grads = answer(candidate, weights, biases, X, y, l2=0.2)
    sentences = [
        "The gradients of the last layer match the measured slope of the loss, but one further down does not: delta passes on through W.T and then only through units whose pre-activation was positive.",
        "A gradient of the last layer disagrees with the measured slope of the loss: delta is (softmax - one_hot) / N, the weight gradient A.T @ delta + l2 * W, the bias gradient the column sum of delta.",
    ]
    for k in (1, 0):
        for name, param, grads in (("weight_grads", weights[k], weight_grads), ("bias_grads", biases[k], bias_grads)):
            slopes = np.zeros_like(param)
            for place in np.ndindex(param.shape):
                kept = param[place]
                param[place] = kept + 1e-5
                above = plain_loss(weights, biases, X, y, l2=0.2)
                param[place] = kept - 1e-5
                slopes[place] = (above - plain_loss(weights, biases, X, y, l2=0.2)) / 2e-5
                param[place] = kept
            close(grads[k], slopes, rtol=1e-5, atol=1e-7, what=f"{name}[{k}]", because=sentences[k])


@check("gradients match the chain rule at every depth")
def every_depth(candidate, rng):
    """A gradient is wrong in some network: with A the input of a layer and delta the gradient at its output before ReLU, the weight gradient is A.T @ delta, and delta passes on through W.T and the mask of units whose pre-activation was positive."""
    for sizes, rows, l2 in [((3, 2), 4, 0.4), ((2, 3, 2), 6, 0.0), ((3, 3, 3, 3), 8, 0.4), ((2, 5, 4, 3, 2), 10, 0.0)]:
        parts = network(rng, sizes, rows)
        parts[1][0] += 0.5
        compare(candidate, *parts, l2=l2)


@check("the slope of ReLU at zero is zero")
def kink(candidate, rng):
    """A unit whose pre-activation is exactly 0 must pass no gradient: the mask is Z > 0, not Z >= 0."""
    weights, biases, X, y = network(rng, (3, 4, 3, 2), 6)
    weights[0][:, 1] = 0.0
    biases[0][:2] = 0.0
    X[2] = 0.0
    biases[1][0] = 0.0
    weights[1][:, 0] = 0.0
    compare(candidate, weights, biases, X, y, l2=0.0)


@check("the penalty counts half of each squared weight")
def penalty(candidate, rng):
    """The l2 term is off: it adds l2 / 2 times the squared weights of all layers to the loss, not averaged over rows, and l2 * W to each weight gradient; without l2 there is none."""
    weights, biases, X, y = network(rng, (3, 4, 2), 5)
    bare, bare_weights, _ = answer(candidate, weights, biases, X, y)
    close(bare, plain_loss(weights, biases, X, y), what="the loss without l2", **EXACT)
    for l2 in (0.5, 3.0):
        loss, weight_grads, _ = answer(candidate, weights, biases, X, y, l2=l2)
        close(loss - bare, l2 / 2 * sum((w**2).sum() for w in weights), what="what l2 adds to the loss", **EXACT)
        for k, w in enumerate(weights):
            close(weight_grads[k] - bare_weights[k], l2 * w, what=f"what l2 adds to weight_grads[{k}]", **EXACT)


@check("biases are not penalised")
def free_biases(candidate, rng):
    """The penalty reached the biases: it covers the weight matrices alone, in the loss and in the gradient."""
    weights, biases, X, y = network(rng, (2, 3, 3), 4, scale=0.2)
    biases = [b + 5.0 for b in biases]
    compare(candidate, weights, biases, X, y, l2=2.0, tolerance={"rtol": 1e-6, "atol": 1e-8})


@check("large logits stay finite")
def large_logits(candidate, rng):
    """With logits near 1e4 the loss or a gradient is not exact: compute log-softmax from logits minus the row maximum, without an epsilon inside the logarithm."""
    for sizes in [(2, 3), (2, 4, 3)]:
        weights, biases, X, y = network(rng, sizes, 6)
        biases[-1] = np.array([1e4, 0.0, -1e4])
        y = np.array([0, 1, 2, 0, 1, 2])
        compare(candidate, weights, biases, X, y)
        biases[-1] = 1e4 + rng.normal(size=3)
        compare(candidate, weights, biases, X, y, tolerance={"rtol": 1e-6, "atol": 1e-7})
        biases[-1] = -1e4 + rng.normal(size=3)
        compare(candidate, weights, biases, X, y, tolerance={"rtol": 1e-6, "atol": 1e-7})
    weights, biases, X, y = network(rng, (2, 4), 4)
    biases[0] = np.array([0.0, 40.0, 80.0, 700.0])
    compare(candidate, weights, biases, X, np.array([0, 1, 2, 3]))


@check("rows on different scales keep their probabilities")
def rows_on_different_scales(candidate, rng):
    """A row whose logits all lie far below those of another row came out as NaN or infinite: subtract the maximum of each row, not of the whole batch."""
    weights = [np.array([[1.0, 1.0, 1.0]])]
    X = np.array([[9e3], [0.0], [-9e3], [5.0]])
    compare(candidate, weights, [rng.normal(size=3)], X, rng.integers(0, 3, size=4), tolerance={"rtol": 1e-6, "atol": 1e-7})


@check("the parameters are left alone")
def inputs_untouched(candidate, rng):
    """The weights, biases, X or y that were passed in changed."""
    for sizes in [(3, 2), (2, 3, 4, 2)]:
        compare(candidate, *network(rng, sizes, 3), l2=0.1)


@check("one row, one class, one feature, any memory layout")
def awkward(candidate, rng):
    """A legal but awkward input failed: a single row, a single class (loss 0), a single feature, Fortran order or strided views."""
    compare(candidate, *network(rng, (3, 4, 2), 1))
    compare(candidate, *network(rng, (1, 1, 1), 1), l2=0.5)
    compare(candidate, *network(rng, (2, 3, 1), 4))
    weights, biases, X, y = network(rng, (4, 4, 4), 6)
    compare(candidate, [np.asfortranarray(w) for w in weights], biases, np.asfortranarray(X), y, l2=0.1)
    wide = rng.normal(size=(6, 8))
    compare(candidate, weights, biases, wide[:, ::2], y)
    compare(candidate, weights, biases, X, y.astype(np.int32))


@probe
def outputs(candidate, rng):
    for sizes, rows in [((3, 2), 4), ((2, 3, 2), 1), ((3, 4, 2), 6), ((3, 3, 3, 3), 5), ((2, 5, 4, 3, 2), 4), ((2, 3, 1), 3)]:
        for settings in ({}, {"l2": 0.7}):
            parts = network(rng, sizes, rows)
            yield lambda: candidate.loss_and_grads(*parts, **settings)
    for settings in ({}, {"l2": 0.7}):
        quiet = network(rng, (2, 3, 2), 1)
        yield lambda: candidate.loss_and_grads(*quiet, **settings)
    weights, biases, X, y = network(rng, (3, 4, 2), 5)
    weights[0][:, 1] = 0.0
    biases[0][1] = 0.0
    yield lambda: candidate.loss_and_grads(weights, biases, X, y)
    for spread in ([1e4, 0.0, -1e4], [1e4, 1e4, 1e4 + 1], [-1e4, -1e4, -1e4 - 1], [0.0, 40.0, 700.0]):
        loud = network(rng, (2, 4, 3), 6)
        loud[1][-1] = np.array(spread)
        yield lambda: candidate.loss_and_grads(loud[0], loud[1], loud[2], np.array([0, 1, 2, 0, 1, 2]))
    far = np.array([[9e3], [0.0], [-9e3], [5.0]])
    offsets = rng.normal(size=3)
    yield lambda: candidate.loss_and_grads([np.ones((1, 3))], [offsets], far, np.array([0, 1, 2, 0]))
    wide = rng.normal(size=(5, 6))
    yield lambda: candidate.loss_and_grads([np.asfortranarray(w) for w in weights], biases, wide[:, ::2], y, 0.1)
    yield lambda: [np.shape(part) for part in candidate.loss_and_grads(weights, biases, X, y)[2]]


@workload("rows", sizes=(300, 1_200, 4_800), why_slow="a Python loop over rows does small products one by one; the batch goes through each layer as one matrix product")
def growing(candidate, rng, n):
    parts = network(rng, (20, 64, 32, 5), n, scale=0.2)
    return lambda: candidate.loss_and_grads(*parts, l2=0.01)
