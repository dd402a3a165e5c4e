import numpy as np

from hotseat.judge.checks import array, check, close, expect, probe, workload

EXACT = {"rtol": 1e-9, "atol": 1e-12}


def average(history, beta):
    """The bias-corrected running average is the weighted mean with weights beta^(age)."""
    ages = np.arange(len(history))[::-1]
    return np.average(np.asarray(history), axis=0, weights=float(beta) ** ages)


def move(history, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """What the last of these gradients adds to the parameter."""
    squares = [g.astype(float) ** 2 for g in history]
    return -lr * average(history, beta1) / (np.sqrt(average(squares, beta2)) + eps)


def step(optimizer, params, grads):
    """One call whose result has been checked for form."""
    new = optimizer.step(params, grads)
    expect(
        isinstance(new, dict) and set(new) == set(params),
        "step(params, grads) must return a dict with exactly the names of params.",
        got=sorted(map(str, new)) if isinstance(new, dict) else new,
        expected=sorted(params),
    )
    return {name: array(new[name], shape=params[name].shape, what=f"step(params, grads)[{name!r}]") for name in params}


def follow(optimizer, theta, history, because=None, **settings):
    """Feed the gradients one by one and compare every update of the single parameter w."""
    for t, grad in enumerate(history, 1):
        new = step(optimizer, {"w": theta}, {"w": grad})["w"]
        close(new - theta, move(history[:t], **settings), what=f"the change of w at update {t}", because=because, **EXACT)
        theta = new


@check("the first step has length lr", is_shown=True)
def first_step(candidate, rng):
    """At the first update both corrected averages equal the gradient itself, so every weight moves by almost exactly lr against its sign: look at the count (it starts at 1), the corrections, the root and the minus."""
    theta = np.array([1.0, -2.0, 0.5])
    grad = np.array([0.1, -3.0, 250.0])
    new = step(candidate.Adam(lr=0.1), {"w": theta}, {"w": grad})["w"]
    close(new, theta - 0.1 * np.sign(grad), rtol=0, atol=1e-6, what="w after one step")
    follow(candidate.Adam(lr=0.5, beta1=0.8, beta2=0.95, eps=1e-3), np.zeros(4), [rng.normal(size=4)], lr=0.5, beta1=0.8, beta2=0.95, eps=1e-3)


@check("several steps follow the formulas", is_shown=True)
def several_steps(candidate, rng):
    """After several different gradients the step is off: m averages the gradients with beta1, v their squares with beta2, both are corrected with the current t, and both are kept between calls."""
    for shape, settings in [((3,), {}), ((2, 3), {"lr": 0.2, "beta1": 0.7, "beta2": 0.9, "eps": 0.05}), ((2,), {"lr": 1.0, "beta1": 0.0, "beta2": 0.5})]:
        history = [rng.normal(scale=2.0, size=shape) for _ in range(9)]
        follow(candidate.Adam(**settings), np.zeros(shape), history, **settings)
    history = [rng.normal(size=2) for _ in range(5)]
    follow(candidate.Adam(0.3, 0.6, 0.8, 0.02), np.zeros(2), history, "Adam takes lr, beta1, beta2, eps in this order.", lr=0.3, beta1=0.6, beta2=0.8, eps=0.02)


@check("the defaults are 0.001, 0.9, 0.999 and 1e-8")
def defaults(candidate, rng):
    """Adam() without arguments does not behave like lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8."""
    history = [rng.normal(scale=1e-7, size=3) for _ in range(12)]
    optimizer = candidate.Adam()
    theta = np.zeros(3)
    for t, grad in enumerate(history, 1):
        new = step(optimizer, {"w": theta}, {"w": grad})["w"]
        close((new - theta) / 1e-3, move(history[:t]) / 1e-3, rtol=1e-9, atol=1e-10, what=f"the change of w at update {t}, in units of lr,")
        theta = new


@check("a constant gradient keeps a step of lr")
def constant_gradient(candidate, rng):
    """With the same gradient at every call each step must have length lr from the first one on: divide m by 1 - beta1^t and v by 1 - beta2^t, or the zeros they started from distort the early steps."""
    grad = rng.choice([-1.0, 1.0], size=5) * rng.uniform(0.5, 20, size=5)
    optimizer = candidate.Adam(lr=0.01)
    theta = rng.normal(size=5)
    for t in range(1, 31):
        new = step(optimizer, {"w": theta}, {"w": grad})["w"]
        close(new - theta, -0.01 * grad / (np.abs(grad) + 1e-8), rtol=1e-8, atol=1e-12, what=f"the change of w at update {t}")
        theta = new


@check("epsilon is added after the root")
def epsilon(candidate, rng):
    """With gradients near eps the step is off: eps is added to the root of the corrected v, neither inside the root nor to the root of the uncorrected v."""
    history = [rng.uniform(0.5, 2.0, size=3) * 1e-8 for _ in range(5)]
    follow(candidate.Adam(lr=1.0), np.zeros(3), history, lr=1.0)
    history = [rng.uniform(0.5, 2.0, size=3) for _ in range(5)]
    follow(candidate.Adam(lr=1.0, eps=1.0), np.zeros(3), history, lr=1.0, eps=1.0)


@check("a zero gradient is not a division by zero")
def zero_gradient(candidate, rng):
    """Weights whose gradient has always been zero must stay where they are: 0 / (0 + eps) is 0."""
    theta = rng.normal(size=3)
    optimizer = candidate.Adam(lr=0.1)
    for _ in range(3):
        new = step(optimizer, {"w": theta}, {"w": np.array([0.0, 1.0, 0.0])})["w"]
        close(new - theta, [0.0, -0.1, 0.0], rtol=0, atol=1e-8, what="the change of w")
        theta = new


@check("a zero gradient still moves by momentum")
def momentum_remains(candidate, rng):
    """A gradient of zeros after other gradients is an ordinary update: the averages decay and the parameter keeps moving."""
    history = [rng.normal(size=3), rng.normal(size=3), np.zeros(3), np.zeros(3), rng.normal(size=3)]
    follow(candidate.Adam(lr=1.0), np.zeros(3), history, lr=1.0)


@check("a parameter without a gradient stands still")
def missing_gradient(candidate, rng):
    """A name that grads lacks must come back with its value unchanged, and its averages must not decay: a missing gradient is not a gradient of zeros."""
    optimizer = candidate.Adam(lr=1.0, beta1=0.5, beta2=0.6)
    params = {"w": np.zeros(2), "b": rng.normal(size=(2, 2))}
    seen = {"w": [], "b": []}
    for names in ["wb", "w", "", "b", "w", "wb"]:
        grads = {name: rng.normal(size=params[name].shape) for name in names}
        new = step(optimizer, params, grads)
        for name in params:
            if name in grads:
                seen[name].append(grads[name])
                wanted = params[name] + move(seen[name], lr=1.0, beta1=0.5, beta2=0.6)
            else:
                wanted = params[name]
            close(new[name], wanted, what=f"{name} after a call with gradients for {list(names)}", **EXACT)
        params = new


@check("every parameter counts its own updates")
def own_counts(candidate, rng):
    """A parameter that joins later, or paused, was corrected with another parameter's count: t belongs to the name, not to the optimizer."""
    optimizer = candidate.Adam(lr=1.0)
    early = [rng.normal(size=3) for _ in range(6)]
    late = [rng.normal(size=2) for _ in range(2)]
    w, b = np.zeros(3), np.zeros(2)
    for t, grad in enumerate(early, 1):
        if t <= 4:
            w = step(optimizer, {"w": w}, {"w": grad})["w"]
            continue
        new = step(optimizer, {"w": w, "b": b}, {"b": late[t - 5], "w": grad})
        close(new["b"] - b, move(late[: t - 4], lr=1.0), what=f"the change of b at its update {t - 4}", **EXACT)
        close(new["w"] - w, move(early[:t], lr=1.0), what=f"the change of w at its update {t}", **EXACT)
        w, b = new["w"], new["b"]


@check("parameters of equal shape do not share averages")
def separate_names(candidate, rng):
    """Two parameters of the same shape influenced each other: keep m and v per name."""
    optimizer = candidate.Adam(lr=1.0)
    names = ["a", "b", "c"]
    params = {name: np.zeros(3) for name in names}
    seen = {name: [] for name in names}
    for _ in range(4):
        grads = {name: rng.normal(scale=10.0**i, size=3) for i, name in enumerate(names)}
        new = step(optimizer, params, grads)
        for name in names:
            seen[name].append(grads[name])
            close(new[name] - params[name], move(seen[name], lr=1.0), what=f"the change of {name}", **EXACT)
        params = new


@check("two optimizers do not share state")
def separate_objects(candidate, rng):
    """The second Adam object continued where the first one was: keep the state on self, made in __init__."""
    first = [rng.normal(size=3) for _ in range(3)]
    second = [rng.normal(size=3) for _ in range(3)]
    follow(candidate.Adam(lr=1.0), np.zeros(3), first, lr=1.0)
    left, right = candidate.Adam(lr=1.0), candidate.Adam(lr=0.5, beta1=0.3)
    for t in range(1, 4):
        new = step(left, {"w": np.zeros(3)}, {"w": first[t - 1]})["w"]
        close(new, move(first[:t], lr=1.0), what=f"the change by the first object at update {t}", **EXACT)
        new = step(right, {"w": np.zeros(3)}, {"w": second[t - 1]})["w"]
        close(new, move(second[:t], lr=0.5, beta1=0.3), what=f"the change by the second object at update {t}", **EXACT)


@check("the parameters of the call are updated")
def fresh_values(candidate, rng):
    """The step was added to values remembered from an earlier call: the optimizer keeps averages, never the parameters."""
    optimizer = candidate.Adam(lr=1.0)
    history = [rng.normal(size=3) for _ in range(4)]
    for t, grad in enumerate(history, 1):
        theta = rng.normal(scale=5.0, size=3)
        new = step(optimizer, {"w": theta}, {"w": grad})["w"]
        close(new, theta + move(history[:t], lr=1.0), what=f"w after update {t}", **EXACT)
    theta = rng.normal(size=3)
    close(step(optimizer, {"w": theta}, {})["w"], theta, what="w without a gradient", **EXACT)


@check("float32 stays float32")
def single_precision(candidate, rng):
    """A float32 parameter must come back as float32 and a float64 one as float64, with or without a gradient."""
    optimizer = candidate.Adam(lr=0.5)
    params = {"w": rng.normal(size=3).astype(np.float32), "b": rng.normal(size=2), "e": np.ones(2, dtype=np.float32)}
    history = []
    for _ in range(3):
        grads = {"w": rng.normal(size=3).astype(np.float32), "b": rng.normal(size=2)}
        history.append(grads["w"])
        new = step(optimizer, params, grads)
        for name, value in params.items():
            expect(new[name].dtype == value.dtype, got=f"{name}: {new[name].dtype}", expected=f"{name}: {value.dtype}")
        close(new["w"], params["w"] + move(history, lr=0.5), rtol=1e-5, atol=1e-5, what="the float32 parameter")
        params = new


@check("the caller's arrays are left alone")
def inputs_untouched(candidate, rng):
    """The caller's params or grads changed."""
    optimizer = candidate.Adam(lr=0.1)
    for _ in range(3):
        step(optimizer, {"w": rng.normal(size=3), "b": rng.normal(size=(2, 2))}, {"w": rng.normal(size=3), "b": rng.normal(size=(2, 2))})


@check("empty dicts, empty arrays, any shape and layout")
def awkward_inputs(candidate, rng):
    """A legal but awkward input failed: no parameters at all, an array without elements, several axes, Fortran order or a strided view."""
    optimizer = candidate.Adam(lr=1.0)
    step(optimizer, {}, {})
    step(optimizer, {"w": np.ones((0, 3))}, {"w": np.ones((0, 3))})
    history = [rng.normal(size=(2, 3, 2)) for _ in range(2)]
    follow(candidate.Adam(lr=1.0), np.zeros((2, 3, 2)), history, lr=1.0)
    history = [np.asfortranarray(rng.normal(size=(3, 4))) for _ in range(2)]
    follow(candidate.Adam(lr=1.0), np.asfortranarray(np.zeros((3, 4))), history, lr=1.0)
    history = [rng.normal(size=8)[::2] for _ in range(2)]
    follow(candidate.Adam(lr=1.0), np.zeros(8)[::2], history, lr=1.0)


@probe
def outputs(candidate, rng):
    # Names that no check uses: state that wrongly outlives an object is then the same in every process.
    def walk(history, values=None, **settings):
        optimizer = candidate.Adam(**settings)
        rows = []
        for t, grads in enumerate(history):
            params = {"p": np.zeros(2), "q": np.zeros((2, 2))} if values is None else values[t]
            new = optimizer.step(params, grads)
            rows.append([np.asarray(new[name]) - params[name] for name in sorted(new)])
        return rows

    def draw(names, scale=1.0):
        return {name: rng.normal(scale=scale, size=(2,) if name == "p" else (2, 2)) for name in names}

    history = [draw("pq") for _ in range(8)]
    yield lambda: walk(history, lr=1.0)
    yield lambda: walk(history, lr=3.0, beta1=0.6, beta2=0.8, eps=0.1)
    yield lambda: walk(history, lr=1.0, beta1=0.0, beta2=0.5)
    small = [draw("pq", 1e-8) for _ in range(4)]
    yield lambda: [[1e3 * part for part in row] for row in walk(small)]
    yield lambda: walk([history[0]] * 4, lr=1.0)
    yield lambda: walk([history[0], draw("p"), {}, draw("q"), draw("pq")], lr=1.0)
    values = [{"p": rng.normal(size=2)}, {"p": rng.normal(size=2)}, {"p": rng.normal(size=2), "q": np.ones((2, 2))}]
    yield lambda: walk([draw("p"), draw("p"), draw("pq")], values, lr=1.0)
    yield lambda: walk([{"p": np.zeros(2)}, {"p": np.array([0.0, 1.0])}, {"p": np.zeros(2)}], lr=1.0)

    def kept(first, second):
        optimizer = candidate.Adam(lr=1.0)
        return [optimizer.step({"p": np.ones(2)}, {"p": grad}) for grad in (first, second)]

    first, second = rng.normal(size=2), rng.normal(size=2)
    yield lambda: kept(first, second)
    yield lambda: candidate.Adam(0.3, 0.6, 0.8, 0.02).step({"p": np.zeros(2)}, {"p": first})
    yield lambda: candidate.Adam(lr=0.1).step({"p": np.ones(2), "q": np.ones(1)}, {"p": first})
    yield lambda: candidate.Adam().step({}, {})
    yield lambda: candidate.Adam().step({"p": np.ones((0, 2))}, {"p": np.ones((0, 2))})
    single = {"p": np.ones(2, dtype=np.float32), "q": np.ones(1, dtype=np.float32)}
    yield lambda: {k: str(np.asarray(v).dtype) for k, v in candidate.Adam().step(single, {"p": single["p"]}).items()}
    layered = np.asfortranarray(rng.normal(size=(3, 2)))
    yield lambda: candidate.Adam(lr=1.0).step({"p": np.asfortranarray(np.zeros((3, 2)))}, {"p": layered})
    wide = rng.normal(size=6)
    yield lambda: candidate.Adam(lr=1.0).step({"p": np.zeros(6)[::2]}, {"p": wide[::2]})


@workload("weights", sizes=(20_000, 100_000, 500_000), why_slow="a Python loop over single weights; every operation of the update works on the whole array at once")
def growing(candidate, rng, n):
    optimizer = candidate.Adam()
    params = {"w": rng.normal(size=n)}
    grads = {"w": rng.normal(size=n)}
    return lambda: optimizer.step(params, grads)
