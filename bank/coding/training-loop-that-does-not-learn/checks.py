import itertools

import numpy as np
import torch

from hotseat.judge.checks import array, check, close, expect, probe, same

NAMES = ("hidden.weight", "hidden.bias", "output.weight", "output.bias")
KEYS = ("train_loss", "val_loss", "val_accuracy")

# The first optimiser of a process imports large parts of torch: here, and not on the clock of the first call.
torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)


def start_state(rng, n_features, n_hidden, n_classes):
    """Initial weights by name, float64 arrays."""
    shapes = ((n_hidden, n_features), (n_hidden,), (n_classes, n_hidden), (n_classes,))
    return {name: rng.normal(size=shape) * 0.7 for name, shape in zip(NAMES, shapes)}


def data(rng, n, n_features=3, n_classes=3):
    """Points around one centre per class; every class occurs if n allows."""
    y = rng.permutation(np.arange(n) % n_classes)
    centres = rng.normal(scale=1.5, size=(n_classes, n_features))
    return centres[y] + rng.normal(size=(n, n_features)), y


def forward(state, X, dropped):
    """Logits and hidden activations; dropped: dropout with probability 1, which leaves nothing of them."""
    hidden = np.maximum(X @ state["hidden.weight"].T + state["hidden.bias"], 0) * (not dropped)
    return hidden @ state["output.weight"].T + state["output.bias"], hidden


def losses(logits, y):
    """Cross-entropy of each row."""
    top = logits.max(axis=1)
    return top + np.log(np.exp(logits - top[:, None]).sum(axis=1)) - logits[np.arange(len(y)), y]


def gradients(state, X, y, dropped):
    logits, hidden = forward(state, X, dropped)
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    p /= len(y)
    back = (p @ state["output.weight"]) * (hidden > 0)
    return {"hidden.weight": back.T @ X, "hidden.bias": back.sum(0), "output.weight": p.T @ hidden, "output.bias": p.sum(0)}


def epoch(state, velocity, X, y, batches, lr, momentum, dropped=False):
    """Weights, velocity and train_loss after one epoch over these batches (arrays of row numbers)."""
    total = 0.0
    for rows in batches:
        total += losses(forward(state, X[rows], dropped)[0], y[rows]).sum()
        slope = gradients(state, X[rows], y[rows], dropped)
        velocity = {name: momentum * velocity[name] + slope[name] for name in NAMES} if velocity else slope
        state = {name: state[name] - lr * velocity[name] for name in NAMES}
    return state, velocity, total / len(y)


def validated(state, X_val, y_val):
    logits, _ = forward(state, X_val, dropped=False)
    return losses(logits, y_val).mean(), float((logits.argmax(axis=1) == y_val).mean())


def full_batch(state, X, y, X_val, y_val, epochs, lr, momentum, dropped=False):
    """History and the weights after each epoch when every epoch is one batch, so that the order does not matter."""
    history, states, velocity = {key: [] for key in KEYS}, [], None
    for _ in range(epochs):
        state, velocity, train_loss = epoch(state, velocity, X, y, [np.arange(len(y))], lr, momentum, dropped)
        for key, value in zip(KEYS, (train_loss, *validated(state, X_val, y_val))):
            history[key].append(value)
        states.append(state)
    return history, states


def tensors(*arrays):
    return [torch.tensor(a, dtype=torch.int64 if a.dtype.kind == "i" else torch.float32) for a in arrays]


def network(candidate, state, dropout=None):
    sizes = (*state["hidden.weight"].shape[::-1], len(state["output.bias"]))
    model = candidate.Net(*sizes) if dropout is None else candidate.Net(*sizes, dropout=dropout)
    model.load_state_dict({name: torch.tensor(part, dtype=torch.float32) for name, part in state.items()})
    return model


def trained(candidate, state, X, y, X_val, y_val, *, dropout=None, **options):
    """The model after training, and its history as arrays."""
    model = network(candidate, state, dropout)
    history = candidate.train(model, *tensors(X, y, X_val, y_val), **options)
    return model, checked_history(history, options.get("epochs", 10))


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
    return {key: array(history[key], shape=(epochs,), what=key) for key in KEYS}


def weights(model):
    state = model.state_dict()
    expect(isinstance(state, dict) and set(state) == set(NAMES), "The parameters of Net should be those of hidden and output.", got=sorted(state))
    return {name: state[name].detach().double().numpy() for name in NAMES}


def near(got, expected, what):
    close(got, expected, rtol=2e-4, atol=2e-5, what=what)


def near_weights(model, expected, what="the weights"):
    found = weights(model)
    for name in NAMES:
        near(found[name], expected[name], f"{what}: {name}")


@check("the network returns logits", is_shown=True)
def logits(candidate, rng):
    """Net should return the values of the output layer as they are: cross-entropy applies the softmax itself, and a second one flattens the gradient until nothing is learned."""
    state = start_state(rng, 3, 5, 4)
    X, _ = data(rng, 6)
    for dropout in (None, 0.0, 0.6):
        model = network(candidate, state, dropout)
        model.eval()
        near(model(*tensors(X)).detach().numpy(), forward(state, X, dropped=False)[0], "model(X)")


@check("the history has one float per epoch", is_shown=True)
def form(candidate, rng):
    """train should return the three lists train_loss, val_loss and val_accuracy with one float per epoch, and learn a little on an easy problem."""
    X, y = data(rng, 24)
    for epochs in (1, 3):
        trained(candidate, start_state(rng, 3, 6, 3), X, y, X[:5], y[:5], epochs=epochs, batch_size=7)


@check("rows keep their labels")
def pairing(candidate, rng):
    """The loss of the first pass is not that of the given rows with their labels: X was shuffled and y was not. Draw one order and use it for both."""
    for seed in range(3):
        state, (X, y) = start_state(rng, 3, 4, 3), data(rng, 12)
        history, _ = full_batch(state, X, y, X, y, 1, 0.05, 0.0)
        _, got = trained(candidate, state, X, y, X, y, epochs=1, lr=0.05, momentum=0.0, batch_size=12, seed=seed)
        near(got["train_loss"], history["train_loss"], "train_loss")


@check("a step uses the gradient of its batch alone")
def fresh_gradients(candidate, rng):
    """After several steps without momentum the losses are not those of gradient descent: backward adds to the gradients that are there, so clear them before each step."""
    state, (X, y) = start_state(rng, 3, 4, 3), data(rng, 12)
    history, _ = full_batch(state, X, y, X, y, 4, 0.05, 0.0)
    _, got = trained(candidate, state, X, y, X, y, epochs=4, lr=0.05, momentum=0.0, batch_size=12)
    near(got["train_loss"], history["train_loss"], "train_loss")


@check("momentum carries over from epoch to epoch")
def one_optimiser(candidate, rng):
    """With momentum the losses of later epochs are off: one optimiser must live through all epochs, since a new one starts with no velocity."""
    state, (X, y) = start_state(rng, 3, 4, 3), data(rng, 12)
    history, _ = full_batch(state, X, y, X, y, 5, 0.03, 0.8)
    _, got = trained(candidate, state, X, y, X, y, epochs=5, lr=0.03, momentum=0.8, batch_size=20)
    near(got["train_loss"], history["train_loss"], "train_loss")
    near(got["val_loss"], history["val_loss"], "val_loss")


def batchings(n, size):
    """All ways to deal n rows into batches of that size, the last one smaller, as lists of arrays."""
    seen = {}
    for order in itertools.permutations(range(n)):
        batches = [tuple(sorted(order[i : i + size])) for i in range(0, n, size)]
        seen[tuple(batches)] = [np.array(batch) for batch in batches]
    return list(seen.values())


@check("every epoch visits every row once")
def whole_epochs(candidate, rng):
    """After one epoch of mini-batches val_loss is one that no order of the rows gives: each row belongs to exactly one batch, and the last batch may be smaller."""
    for n, size in [(5, 2), (4, 3), (3, 1)]:
        state, (X, y), (X_val, y_val) = start_state(rng, 3, 4, 3), data(rng, n), data(rng, 6)
        _, got = trained(candidate, state, X, y, X_val, y_val, epochs=1, lr=0.2, momentum=0.5, batch_size=size, seed=int(rng.integers(99)))
        possible = []
        for batches in batchings(n, size):
            after, _, _ = epoch(state, None, X, y, batches, 0.2, 0.5)
            possible.append(validated(after, X_val, y_val)[0])
        nearest = min(possible, key=lambda loss: abs(loss - got["val_loss"][0]))
        near(got["val_loss"], [nearest], f"val_loss after one epoch of {n} rows in batches of {size}")


def orders_of(candidate, rng, seeds):
    """For each seed the orders of the first two epochs that fit val_loss, all being tried; three rows, one per batch."""
    state, (X, y), (X_val, y_val) = start_state(rng, 3, 4, 3), data(rng, 3), data(rng, 5)
    options = {"lr": 0.3, "momentum": 0.4}
    table = {}
    for first in itertools.permutations(range(3)):
        middle, velocity, _ = epoch(state, None, X, y, [np.array([i]) for i in first], **options)
        half = validated(middle, X_val, y_val)[0]
        for second in itertools.permutations(range(3)):
            after, _, _ = epoch(middle, velocity, X, y, [np.array([i]) for i in second], **options)
            table[first, second] = np.array([half, validated(after, X_val, y_val)[0]])
    found = []
    for seed in seeds:
        _, got = trained(candidate, state, X, y, X_val, y_val, epochs=2, batch_size=1, seed=seed, **options)
        gaps = {orders: np.abs(table[orders] - got["val_loss"]).max() for orders in table}
        best = min(gaps, key=gaps.get)
        near(got["val_loss"], table[best], "val_loss of two epochs, against the nearest pair of orders,")
        found.append({orders for orders in gaps if gaps[orders] <= gaps[best] + 2e-5})
    return found


@check("every epoch has an order of its own")
def new_orders(candidate, rng):
    """The rows came in the same order in every epoch, or for every seed: seed once, before the first epoch, and draw a new order in each."""
    found = orders_of(candidate, rng, range(12))
    expect(
        not set.intersection(*({first for first, _ in fitting} for fitting in found)),
        "Twelve seeds gave the same order in the first epoch: the rows are not shuffled, or the seed is not used.",
        got="the same order for 12 seeds",
        expected="other orders for other seeds",
    )
    expect(
        any(all(first != second for first, second in fitting) for fitting in found),
        got="for each of 12 seeds two epochs in the same order",
        expected="a new order in each epoch",
    )


@check("the same seed gives the same result")
def reproducible(candidate, rng):
    """Two runs with the same seed and the same initial weights differ: order and dropout must depend on the seed alone, so seed at the start of train."""
    state, (X, y), (X_val, y_val) = start_state(rng, 3, 6, 3), data(rng, 9), data(rng, 4)
    for seed, dropout in [(0, 0.0), (7, 0.5)]:
        runs = []
        for _ in range(2):
            model, got = trained(candidate, state, X, y, X_val, y_val, dropout=dropout, epochs=3, lr=0.05, batch_size=2, seed=seed)
            runs.append((got, weights(model)))
            trained(candidate, state, X, y, X_val, y_val, dropout=dropout, epochs=1, batch_size=4, seed=seed + 1)
        for key in KEYS:
            near(runs[1][0][key], runs[0][0][key], f"{key} of the second run with seed={seed}")
        for name in NAMES:
            near(runs[1][1][name], runs[0][1][name], f"{name} of the second run with seed={seed}")


@check("dropout is off in validation")
def validation_mode(candidate, rng):
    """val_loss was computed with dropout on: call model.eval() before validating. (With dropout=1.0 training drops everything, evaluation nothing.)"""
    state, (X, y), (X_val, y_val) = start_state(rng, 3, 5, 3), data(rng, 10), data(rng, 15)
    history, _ = full_batch(state, X, y, X_val, y_val, 1, 0.1, 0.0, dropped=True)
    _, got = trained(candidate, state, X, y, X_val, y_val, dropout=1.0, epochs=1, lr=0.1, momentum=0.0, batch_size=10)
    near(got["val_loss"], history["val_loss"], "val_loss")


@check("dropout is on in every epoch")
def training_mode(candidate, rng):
    """Dropout was off in a training step: validation leaves the model in evaluation mode, so call model.train() at the start of every epoch, not just once."""
    state, (X, y), (X_val, y_val) = start_state(rng, 3, 5, 3), data(rng, 10), data(rng, 6)
    history, _ = full_batch(state, X, y, X_val, y_val, 3, 0.1, 0.5, dropped=True)
    model = network(candidate, state, 1.0)
    model.eval()
    got = checked_history(candidate.train(model, *tensors(X, y, X_val, y_val), epochs=3, lr=0.1, momentum=0.5, batch_size=10), 3)
    near(got["train_loss"], history["train_loss"], "train_loss")


@check("train_loss is the mean over all rows")
def train_loss(candidate, rng):
    """train_loss is not the mean over all rows of the epoch: neither the last batch alone, nor the mean of batch means, in which a small last batch weighs too much. (Checked with lr=0.)"""
    for n, size in [(7, 3), (9, 4), (5, 2)]:
        state, (X, y), (X_val, y_val) = start_state(rng, 3, 5, 3), data(rng, n), data(rng, 4)
        X[0] *= 4
        expected = losses(forward(state, X, dropped=False)[0], y).mean()
        _, got = trained(candidate, state, X, y, X_val, y_val, epochs=2, lr=0.0, batch_size=size)
        near(got["train_loss"], [expected, expected], "train_loss")


@check("val_accuracy compares row with row")
def val_accuracy(candidate, rng):
    """val_accuracy is not the fraction of correct rows: shapes (n, 1) and (n,) compare every prediction with every label."""
    for n_val in (1, 6, 15):
        while True:
            state, (X, y), (X_val, _) = start_state(rng, 3, 5, 3), data(rng, 8), data(rng, n_val)
            found = forward(state, X_val, dropped=False)[0].argmax(axis=1)
            y_val = np.where(np.arange(n_val) % 4 == 1, (found + 1) % 3, found)
            accuracy, table = np.mean(found == y_val), np.mean(found[:, None] == y_val)
            if n_val == 1 or abs(accuracy - table) > 0.1:
                break
        _, got = trained(candidate, state, X, y, X_val, y_val, epochs=1, lr=0.0)
        near(got["val_accuracy"], [accuracy], "val_accuracy")


def with_clear_best(rng, epochs, **options):
    """A full-batch run whose lowest val_loss is unmistakable; labels of the validation rows partly wrong."""
    while True:
        state, (X, y), (X_val, y_val) = start_state(rng, 3, 5, 3), data(rng, 10), data(rng, 8)
        history, states = full_batch(state, X, y, X_val, y_val, epochs, **options)
        gaps = np.sort(history["val_loss"])
        best = int(np.argmin(history["val_loss"]))
        if gaps[1] - gaps[0] > 2e-3 and 0 < best < epochs - 1 and max(history["val_loss"]) < 20:
            return (state, X, y, X_val, y_val), history, states[best]


@check("the weights of the best epoch come back")
def best_weights(candidate, rng):
    """The model does not hold the weights of the epoch with the lowest val_loss. state_dict() returns references to the live weights, which go on changing: copy them."""
    for _ in range(2):
        options = {"lr": 0.5, "momentum": 0.8}
        given, history, best = with_clear_best(rng, 6, **options)
        model, got = trained(candidate, *given, epochs=6, batch_size=10, **options)
        close(got["val_loss"], history["val_loss"], rtol=1e-3, atol=1e-4, what="val_loss")
        found = weights(model)
        for name in NAMES:
            close(found[name], best[name], rtol=1e-3, atol=2e-4, what=f"the weights: {name}")


@check("the model is left ready to use")
def ready(candidate, rng):
    """After training the model should be in evaluation mode, all its parameters trained, and none of them replaced or frozen."""
    state, (X, y) = start_state(rng, 3, 4, 3), data(rng, 12)
    history, states = full_batch(state, X, y, X, y, 3, 0.02, 0.5)
    model, got = trained(candidate, state, X, y, X, y, dropout=0.0, epochs=3, lr=0.02, momentum=0.5, batch_size=64)
    expect(model.training is False, "The model was left in training mode: call model.eval() at the end.", got="training mode", expected="evaluation mode")
    near_weights(model, states[int(np.argmin(history["val_loss"]))])


@check("the defaults are those of the prompt")
def defaults(candidate, rng):
    """With the default epochs, lr, momentum or batch_size the losses are off: 10 epochs, 0.1, 0.9 and batches of 32."""
    state, (X, y), (X_val, y_val) = start_state(rng, 3, 4, 3), data(rng, 20), data(rng, 6)
    history, _ = full_batch(state, X, y, X_val, y_val, 10, 0.1, 0.9)
    _, got = trained(candidate, state, X, y, X_val, y_val)
    close(got["train_loss"], history["train_loss"], rtol=1e-3, atol=1e-4, what="train_loss with the defaults")
    X, y = data(rng, 33)
    _, got = trained(candidate, state, X, y, X_val, y_val, epochs=1)
    possible = []
    for last in range(33):
        after, _, loss = epoch(state, None, X, y, [np.delete(np.arange(33), last), np.array([last])], 0.1, 0.9)
        possible.append((loss, validated(after, X_val, y_val)[0]))
    seen = [got["train_loss"][0], got["val_loss"][0]]
    near(seen, min(possible, key=lambda pair: np.abs(np.subtract(pair, seen)).sum()), "the losses of 33 rows, in a batch of 32 and one of 1")
    runs = [trained(candidate, state, X, y, X_val, y_val, epochs=2, lr=0.02, batch_size=1, **seed)[1]["val_loss"] for seed in ({}, {"seed": 0})]
    near(runs[0], runs[1], "val_loss without a seed, against seed=0")


@check("one row, two classes")
def extremes(candidate, rng):
    """A small but legal input failed: a single training row, or two classes and one validation row."""
    for n, n_classes in [(1, 2), (4, 2)]:
        state, (X, y), (X_val, y_val) = start_state(rng, 2, 3, n_classes), data(rng, n, 2, n_classes), data(rng, 1, 2, n_classes)
        history, _ = full_batch(state, X, y, X_val, y_val, 3, 0.1, 0.9)
        _, got = trained(candidate, state, X, y, X_val, y_val, epochs=3, batch_size=4)
        for key in KEYS:
            near(got[key], history[key], key)


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """X, y, X_val or y_val changed, for instance because they were shuffled in place."""
    X, y = data(rng, 9)
    trained(candidate, start_state(rng, 3, 4, 3), X, y, X[:4], y[:4], epochs=2, batch_size=2)


@probe
def outputs(candidate, rng):
    def run(state, X, y, X_val, y_val, dropout=0.0, is_eval=False, **options):
        sizes = (*state["hidden.weight"].shape[::-1], len(state["output.bias"]))
        model = candidate.Net(*sizes, dropout=dropout)
        model.load_state_dict({name: torch.tensor(part) for name, part in state.items()})
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
    model = network(candidate, state, 0.3)
    model.eval()
    yield lambda: model(*tensors(X)).detach().numpy().astype(float).round(3)
    yield lambda: sorted(candidate.Net(3, 5, 2).state_dict())
    yield lambda: run(*given, epochs=1, lr=0.1, momentum=0.0, batch_size=9)
    yield lambda: run(*given, epochs=4, lr=0.1, momentum=0.0, batch_size=9)
    yield lambda: run(*given, epochs=4, lr=0.1, momentum=0.7, batch_size=30)
    yield lambda: run(*given)
    yield lambda: run(*given, epochs=6, lr=0.8, momentum=0.8, batch_size=9)
    yield lambda: run(state, X, y, X, (y + 1) % 3, epochs=4, lr=0.1)
    for size in (1, 2, 4, 5):
        yield lambda: run(*given, epochs=2, lr=0.0, batch_size=size)
    yield lambda: run(*given, dropout=1.0, epochs=1, batch_size=9)
    yield lambda: run(*given, dropout=1.0, is_eval=True, epochs=4, momentum=0.3, batch_size=9)
    yield lambda: run(state, X[:1], y[:1], X_val[:1], y_val[:1], epochs=3)

    def is_repeatable(dropout):
        runs = [run(*given, dropout=dropout, epochs=3, lr=0.05, batch_size=2, seed=4) for _ in range(2)]
        return bool(np.allclose(runs[0][0], runs[1][0], rtol=1e-6))

    yield lambda: is_repeatable(0.0)
    yield lambda: is_repeatable(0.5)

    def seen_losses(seed, **options):
        return np.round(run(state, X[:3], y[:3], X_val, y_val, lr=0.3, seed=seed, **options)[0][1], 6)

    yield lambda: len({seen_losses(seed, epochs=1, batch_size=1)[0] for seed in range(12)}) > 1

    def facts_of_orders():
        try:
            found = orders_of(candidate, np.random.default_rng(3), range(12))
        except Exception:
            return "no order of the rows gives these losses"
        firsts = [{first for first, _ in fitting} for fitting in found]
        return [bool(set.intersection(*firsts)), any(all(a != b for a, b in fitting) for fitting in found)]

    yield facts_of_orders

    def is_a_dealing(n, size):
        local = np.random.default_rng(n)
        start, (A, b) = start_state(local, 3, 4, 3), data(local, n)
        got = run(start, A, b, X_val, y_val, epochs=1, lr=0.2, momentum=0.5, batch_size=size)[0]
        gaps = []
        for batches in batchings(n, size):
            after, _, loss = epoch(start, None, A, b, batches, 0.2, 0.5)
            gaps.append(abs(loss - got[0][0]) + abs(validated(after, X_val, y_val)[0] - got[1][0]))
        return min(gaps) < 1e-6

    for n, size in [(5, 2), (4, 3)]:
        yield lambda: is_a_dealing(n, size)
    local = np.random.default_rng(8)
    A, b = data(local, 33)

    def default_batches():
        got = run(state, A, b, X_val, y_val, epochs=1)[0]
        gaps = []
        for last in range(33):
            after, _, loss = epoch(state, None, A, b, [np.delete(np.arange(33), last), np.array([last])], 0.1, 0.9)
            gaps.append(abs(loss - got[0][0]) + abs(validated(after, X_val, y_val)[0] - got[1][0]))
        return min(gaps) < 1e-6

    yield default_batches
    yield lambda: bool(np.allclose(*(run(*given, epochs=2, lr=0.02, batch_size=1, **seed)[0][1] for seed in ({}, {"seed": 0}))))
