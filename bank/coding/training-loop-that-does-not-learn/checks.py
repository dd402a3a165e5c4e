import itertools

import numpy as np
import torch

from hotseat.judge.checks import array, check, close, expect, probe

NAMES = ("hidden.weight", "hidden.bias", "output.weight", "output.bias")
KEYS = ("train_loss", "val_loss", "val_accuracy")

# The first optimiser of a process imports large parts of torch: here, and not on the clock of the first call.
torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)


def start_state(rng, n_features, n_hidden, n_classes, many=()):
    """Initial weights by name, float64 arrays. many: shape of leading axes, here and below, for problems side by side."""
    shapes = ((n_hidden, n_features), (n_hidden,), (n_classes, n_hidden), (n_classes,))
    return {name: rng.normal(size=(*many, *shape)) * 0.7 for name, shape in zip(NAMES, shapes)}


def data(rng, n, n_features=3, n_classes=3, many=()):
    """Points around one centre per class; every class occurs if n allows."""
    y = rng.permuted(np.broadcast_to(np.arange(n) % n_classes, (*many, n)), axis=-1)
    centres = rng.normal(scale=1.5, size=(n_classes, n_features))
    return centres[y] + rng.normal(size=(*many, n, n_features)), y


def forward(state, X, dropped=False):
    """Logits and hidden activations; dropped: dropout with probability 1, which leaves nothing of them."""
    hidden = X @ state["hidden.weight"].swapaxes(-1, -2) + state["hidden.bias"][..., None, :]
    hidden = np.maximum(hidden, 0) * (not dropped)
    return hidden @ state["output.weight"].swapaxes(-1, -2) + state["output.bias"][..., None, :], hidden


def losses(logits, y):
    """Cross-entropy of each row, and the probabilities."""
    p = np.exp(logits - logits.max(axis=-1, keepdims=True))
    p /= p.sum(axis=-1, keepdims=True)
    y = np.broadcast_to(y, p.shape[:-1])
    return -np.log(np.take_along_axis(p, y[..., None], axis=-1)[..., 0]), p


def step(state, velocity, X, y, lr, momentum, dropped=False):
    """Weights, velocity and summed loss (before the step) of one batch; X: (..., m, d), y: (..., m)."""
    logits, hidden = forward(state, X, dropped)
    loss, p = losses(logits, y)
    back = (p - np.eye(p.shape[-1])[y]) / y.shape[-1]
    down = (back @ state["output.weight"]) * (hidden > 0)
    slopes = (down.swapaxes(-1, -2) @ X, down.sum(-2), back.swapaxes(-1, -2) @ hidden, back.sum(-2))
    velocity = {name: slope + (momentum * velocity[name] if velocity else 0) for name, slope in zip(NAMES, slopes)}
    return {name: state[name] - lr * velocity[name] for name in NAMES}, velocity, loss.sum(-1)


def validated(state, X_val, y_val):
    logits, _ = forward(state, X_val)
    return losses(logits, y_val)[0].mean(-1), (logits.argmax(axis=-1) == y_val).mean(-1)


def full_batch(state, X, y, X_val, y_val, epochs, lr, momentum, dropped=False):
    """History (epochs, ...) and the weights after each epoch when an epoch is one batch, so that the order does not matter."""
    history, states, velocity = {key: [] for key in KEYS}, [], None
    for _ in range(epochs):
        state, velocity, total = step(state, velocity, X, y, lr, momentum, dropped)
        for key, value in zip(KEYS, (total / y.shape[-1], *validated(state, X_val, y_val))):
            history[key].append(value)
        states.append(state)
    return {key: np.array(history[key]) for key in KEYS}, states


def dealings(n, size):
    """All ways to deal n rows into a batch of that size and the rest, as two arrays of row numbers."""
    first = np.array(list(itertools.combinations(range(n), size)))
    rest = np.array([np.setdiff1d(np.arange(n), rows) for rows in first])
    return first, rest


def followed(state, X, y, X_val, y_val, seen, size, lr, momentum, tolerance):
    """Per epoch the numbers of the dealings that can have led to the val_loss seen; stops after an epoch without any."""
    first, rest = dealings(len(y), size)
    paths, found = [(0.0, state, None)], []
    for loss in seen:
        ahead, numbers = [], set()
        for _, before, velocity in sorted(paths, key=lambda path: path[0])[:40]:
            after, velocity, _ = step(before, velocity, X[first], y[first], lr, momentum)
            after, velocity, _ = step(after, velocity, X[rest], y[rest], lr, momentum)
            gaps = np.abs(validated(after, X_val, y_val)[0] - loss)
            for i in np.flatnonzero(gaps < tolerance * (1 + loss)):
                numbers.add(int(i))
                ahead.append((gaps[i], {k: after[k][i] for k in NAMES}, {k: velocity[k][i] for k in NAMES}))
        found.append(numbers)
        if not numbers:
            break
        paths = ahead
    return found


def tensors(*arrays):
    return [torch.tensor(a, dtype=torch.int64 if a.dtype.kind == "i" else torch.float32) for a in arrays]


def as_tensors(state):
    return {name: torch.tensor(part, dtype=torch.float32) for name, part in state.items()}


def network(candidate, state, **dropout):
    model = candidate.Net(*state["hidden.weight"].shape[::-1], len(state["output.bias"]), **dropout)
    model.load_state_dict(as_tensors(state))
    return model


def checked_history(history, epochs):
    expect(
        isinstance(history, dict) and set(history) == set(KEYS),
        "train should return a dict with the keys train_loss, val_loss and val_accuracy.",
        got=sorted(map(str, history)) if isinstance(history, dict) else history,
        expected=sorted(KEYS),
    )
    for key in KEYS:
        expect(
            isinstance(history[key], list) and all(isinstance(value, float) for value in history[key]),
            f"{key} should be a list of Python floats; item() turns a tensor into one.",
            got=history[key],
        )
        expect(len(history[key]) == epochs, f"{key} should have one entry per epoch.", got=len(history[key]), expected=epochs)
    return {key: array(history[key], what=key) for key in KEYS}


def trained(candidate, model, given, **options):
    """The history as arrays. given: X, y, X_val, y_val."""
    return checked_history(candidate.train(model, *tensors(*given), **options), options.get("epochs", 5))


def near(got, expected, what, because=None):
    close(got, expected, rtol=3e-4, atol=3e-5, what=what, because=because)


@check("the network returns logits", is_shown=True)
def logits(candidate, rng):
    """Net should return the values of the output layer as they are: cross-entropy applies the softmax itself, and a second one flattens the gradient until nothing is learned."""
    state = start_state(rng, 3, 5, 4)
    X, _ = data(rng, 6)
    model = network(candidate, state, dropout=0.6)
    model.eval()
    near(model(*tensors(X)).detach().numpy(), forward(state, X)[0], "model(X) in evaluation mode")


@check("a step uses the gradient of its batch alone", is_shown=True)
def plain_steps(candidate, rng):
    """In later epochs, with one batch per epoch and no momentum, the losses are not those of gradient descent. backward adds to the gradients that are there: clear them before each step."""
    state, given = start_state(rng, 3, 4, 3), (*data(rng, 12), *data(rng, 5))
    history, _ = full_batch(state, *given, 2, 0.2, 0.0)
    got = trained(candidate, network(candidate, state), given, epochs=2, lr=0.2, momentum=0.0, batch_size=12)
    near(
        got["train_loss"][0],
        history["train_loss"][0],
        "train_loss[0]",
        "The loss of the first pass, before any step, is not that of the given rows with their labels: draw one order and use it for both X and y.",
    )
    near(
        got["val_loss"][0],
        history["val_loss"][0],
        "val_loss[0]",
        "After the first step the validation loss is off: it should follow one step of SGD with lr on the mean cross-entropy.",
    )
    for key in KEYS[:2]:
        near(got[key], history[key], key)


@check("momentum carries over from epoch to epoch")
def defaults(candidate, rng):
    """With the defaults (5 epochs, lr 0.1, momentum 0.9, batches of 32) the losses of later epochs are off: one optimiser must live through all epochs, since a new one starts with no velocity."""
    state, given = start_state(rng, 3, 4, 3), (*data(rng, 32), *data(rng, 5))
    history, _ = full_batch(state, *given, 5, 0.1, 0.9)
    got = trained(candidate, network(candidate, state), given)
    for key in KEYS[:2]:
        close(got[key], history[key], rtol=1e-3, atol=1e-4, what=key)


@check("every epoch deals all rows anew")
def orders(candidate, rng):
    """val_loss after an epoch of 8 rows in batches of 5 is one that no order of the rows gives: shuffle the rows, give each to exactly one batch, and take the smaller last batch too."""
    state, given = start_state(rng, 3, 6, 3), (*data(rng, 8), *data(rng, 5))
    options = {"lr": 0.2, "momentum": 0.5}
    model, runs = network(candidate, state), []
    for seed in rng.choice(100, size=2, replace=False):
        if runs:
            model.load_state_dict(as_tensors(state))
        runs.append(trained(candidate, model, given, epochs=3, batch_size=5, seed=int(seed), **options)["val_loss"])
    paths = [followed(state, *given, seen, 5, tolerance=1e-5, **options) for seen in runs]
    for path, seen in zip(paths, runs):
        expect(bool(path[-1]), got=seen)
    expect(
        any(not set.intersection(*path) for path in paths),
        "Every epoch dealt the rows into the same batches: seed once, before the first epoch, and draw a new order in each.",
        got="three epochs with the same batches, for each of two seeds",
        expected="a new order in each epoch",
    )
    expect(
        np.ptp(runs, axis=0).max() > 1e-6,
        "Two seeds gave the same orders: the order of the rows must depend on the seed.",
        got=runs[0],
        expected="other orders for other seeds",
    )


@check("the same seed gives the same result")
def reproducible(candidate, rng):
    """Two runs with the same initial weights and the same options (seed=0 and batch_size=32, once given and once by default) differ: order and dropout must depend on the seed alone, so seed at the start of train."""
    state, given = start_state(rng, 3, 6, 3), (*data(rng, 40), *data(rng, 4))
    model = network(candidate, state, dropout=0.5)
    first = trained(candidate, model, given, epochs=1)
    model.load_state_dict(as_tensors(state))
    second = trained(candidate, model, given, epochs=1, batch_size=32, seed=0)
    for key in KEYS[:2]:
        near(second[key], first[key], f"{key} of the second run")


@check("dropout is on in training and off in validation")
def modes(candidate, rng):
    """val_loss was computed with dropout on: call model.eval() before validating. (With dropout=1.0 training drops the whole hidden layer, evaluation nothing.)"""
    state, given = start_state(rng, 3, 5, 3), (*data(rng, 8), *data(rng, 12))
    history, _ = full_batch(state, *given, 2, 0.1, 0.5, dropped=True)
    model = network(candidate, state, dropout=1.0)
    model.eval()
    got = trained(candidate, model, given, epochs=2, lr=0.1, momentum=0.5, batch_size=8)
    near(
        got["train_loss"],
        history["train_loss"],
        "train_loss",
        "The training losses are not those of a hidden layer that is dropped as a whole (dropout=1.0, model handed over in evaluation mode). Validation leaves the model in evaluation mode: call model.train() at the start of every epoch.",
    )
    near(got["val_loss"], history["val_loss"], "val_loss")


@check("the reports are means over rows")
def reports(candidate, rng):
    """train_loss is not the mean over all rows of the epoch: neither the last batch alone, nor the mean of batch means, in which a small last batch weighs too much. (With lr=0 and batches of 3, 3 and 1.)"""
    state, given = with_clear_accuracy(rng)
    expected = losses(forward(state, given[0])[0], given[1])[0].mean()
    got = trained(candidate, network(candidate, state), given, epochs=1, lr=0.0, batch_size=3)
    near(got["train_loss"], [expected], "train_loss")
    near(
        got["val_accuracy"],
        [validated(state, *given[2:])[1]],
        "val_accuracy",
        "val_accuracy is not the fraction of validation rows classified correctly. Mind the shapes: (n, 1) and (n,) compare every prediction with every label.",
    )


def with_clear_accuracy(rng):
    """Seven rows of unlike losses; validation labels with accuracy 0.75 that the n by n table does not share."""
    while True:
        state, (X, y), (X_val, _) = start_state(rng, 3, 5, 3), data(rng, 7), data(rng, 8)
        X[0] *= 4
        row_losses = losses(forward(state, X)[0], y)[0]
        found = forward(state, X_val)[0].argmax(axis=1)
        y_val = np.where(np.arange(8) % 4 == 1, (found + 1) % 3, found)
        if abs(np.mean(found[:, None] == y_val) - 0.75) > 0.1 and np.diff(np.sort(row_losses)).min() > 2e-3:
            return state, (X, y, X_val, y_val)


def with_clear_best(rng, epochs, lr, momentum):
    """A full-batch run whose lowest val_loss is unmistakable, with the weights of that epoch. Of 30 tried side by side."""
    while True:
        states, given = start_state(rng, 3, 5, 3, (30,)), (*data(rng, 10, many=(30,)), *data(rng, 8, many=(30,)))
        history, after = full_batch(states, *given, epochs, lr, momentum)
        val_loss = history["val_loss"]
        ordered, best = np.sort(val_loss, axis=0), np.argmin(val_loss, axis=0)
        good = (ordered[1] - ordered[0] > 5e-3) & (best > 0) & (best < epochs - 1) & (val_loss.max(axis=0) < 8)
        for i in np.flatnonzero(good)[:1]:
            state = {name: states[name][i] for name in NAMES}
            return state, [part[i] for part in given], val_loss[:, i], {name: after[best[i]][name][i] for name in NAMES}


@check("the weights of the best epoch come back, ready to use")
def best_weights(candidate, rng):
    """The model does not hold the weights of the epoch with the lowest val_loss. Load the best state at the end, and copy it when you keep it: state_dict() returns references to the live weights, which go on changing."""
    state, given, val_loss, best = with_clear_best(rng, 4, 0.5, 0.8)
    model = network(candidate, state)
    got = trained(candidate, model, given, epochs=4, lr=0.5, momentum=0.8, batch_size=10)
    close(got["val_loss"], val_loss, rtol=1e-3, atol=1e-4, what="val_loss", because="With lr=0.5, momentum=0.8 and one batch per epoch val_loss is off.")
    found = model.state_dict()
    expect(isinstance(found, dict) and set(found) == set(NAMES), "The parameters of Net should be those of hidden and output.", got=sorted(found))
    for name in NAMES:
        close(found[name].detach().double().numpy(), best[name], rtol=1e-3, atol=3e-4, what=f"the weights: {name}")
    expect(model.training is False, "The model was left in training mode: call model.eval() at the end.", got="training mode", expected="evaluation mode")


@check("one row, two classes")
def extremes(candidate, rng):
    """A small but legal input failed: a single training row, two classes and one validation row."""
    state, given = start_state(rng, 2, 3, 2), (*data(rng, 1, 2, 2), *data(rng, 1, 2, 2))
    history, _ = full_batch(state, *given, 1, 0.1, 0.9)
    got = trained(candidate, network(candidate, state), given, epochs=1, batch_size=4)
    for key in KEYS:
        near(got[key], history[key], key)


@probe
def outputs(candidate, rng):
    def run(state, X, y, X_val, y_val, dropout=0.0, is_eval=False, **options):
        model = candidate.Net(*state["hidden.weight"].shape[::-1], len(state["output.bias"]), dropout=dropout)
        model = model.double()  # in float64, so that right answers agree to 1e-6 whatever the order of the rows
        model.load_state_dict({name: torch.tensor(part) for name, part in state.items()})
        if is_eval:
            model.eval()
        history = candidate.train(model, *(torch.tensor(a) for a in (X, y, X_val, y_val)), **options)
        found = model.state_dict()
        kinds = [type(value).__name__ for value in history["train_loss"]]
        return [[np.array(history[key], dtype=float) for key in KEYS], [found[name].numpy() for name in NAMES], model.training, kinds]

    state, (X, y), (X_val, y_val) = start_state(rng, 3, 5, 3), data(rng, 9), data(rng, 7)
    given = (state, X, y, X_val, y_val)
    model = network(candidate, state, dropout=0.3)
    model.eval()
    yield lambda: model(*tensors(X)).detach().numpy().astype(float).round(3)
    yield lambda: sorted(candidate.Net(3, 5, 2).state_dict())
    yield lambda: run(*given, epochs=1, lr=0.1, momentum=0.0, batch_size=9)
    yield lambda: run(*given, epochs=4, lr=0.1, momentum=0.0, batch_size=9)
    yield lambda: run(*given, epochs=4, lr=0.1, momentum=0.7, batch_size=30)
    yield lambda: run(*given)
    yield lambda: run(*given, epochs=6, lr=0.8, momentum=0.8, batch_size=9)
    yield lambda: run(state, X, y, X, (y + 1) % 3, epochs=4, lr=0.1)
    best_state, best_given, _, _ = with_clear_best(rng, 5, 0.5, 0.8)
    yield lambda: run(best_state, *best_given, epochs=5, lr=0.5, momentum=0.8)
    for size in (1, 2, 4, 5):
        yield lambda: run(*given, epochs=2, lr=0.0, batch_size=size)
    yield lambda: run(*given, dropout=1.0, epochs=1, batch_size=9)
    yield lambda: run(*given, dropout=1.0, is_eval=True, epochs=4, momentum=0.3, batch_size=9)
    yield lambda: run(state, X[:1], y[:1], X_val[:1], y_val[:1], epochs=3)

    def is_repeatable(dropout):
        runs = [run(*given, dropout=dropout, epochs=3, lr=0.05, batch_size=2, **seed) for seed in ({}, {"seed": 0})]
        return bool(np.allclose(runs[0][0], runs[1][0], rtol=1e-6))

    yield lambda: is_repeatable(0.0)
    yield lambda: is_repeatable(0.5)

    def facts_of_orders(n, size):
        local = np.random.default_rng(n)
        start, small = start_state(local, 3, 4, 3), (*data(local, n), *data(local, 5))
        options = {"lr": 0.2, "momentum": 0.5}
        runs = [run(start, *small, epochs=3, batch_size=size, seed=seed, **options)[0][1] for seed in range(3)]
        paths = [followed(start, *small, seen, size, tolerance=1e-8, **options) for seen in runs]
        if not all(path[-1] for path in paths):
            return "no order of the rows gives these losses"
        return [all(set.intersection(*path) for path in paths), bool(np.ptp(runs, axis=0).max() > 1e-6)]

    yield lambda: facts_of_orders(7, 4)
    yield lambda: facts_of_orders(5, 3)

    def is_right_by_default():
        local = np.random.default_rng(8)
        big = (*data(local, 33), X_val, y_val)
        seen = run(state, *big, epochs=1)[0][1]
        return bool(followed(state, *big, seen, 32, lr=0.1, momentum=0.9, tolerance=1e-8)[-1])

    yield is_right_by_default
