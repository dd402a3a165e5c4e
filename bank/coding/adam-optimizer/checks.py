import numpy as np

from hotseat.judge.checks import array, check, close, expect, probe, workload

# Every check has parameter names of its own: state that wrongly outlives an object is caught by the check on that alone.
EXACT = {"rtol": 1e-9, "atol": 1e-12}


def average(history, beta):
    """The bias-corrected running average is the weighted mean with weights beta^(age)."""
    weights = float(beta) ** np.arange(len(history))[::-1]
    return np.tensordot(weights / weights.sum(), np.asarray(history), axes=1)


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


def follow(optimizer, params, history, because=None, **settings):
    """Feed the dicts of gradients one by one and compare every update of every parameter."""
    seen = {name: [] for name in params}
    for call, grads in enumerate(history, 1):
        new = step(optimizer, params, grads)
        for name, value in params.items():
            if name in grads:
                seen[name].append(grads[name])
                close(new[name] - value, move(seen[name], **settings), what=f"the change of {name} at its update {len(seen[name])}", because=because, **EXACT)
            else:
                close(new[name], value, what=f"{name}, which had no gradient in call {call},", because=because, **EXACT)
        params = new


@check("the first step has length lr", is_shown=True)
def first_step(candidate, rng):
    """At the first update both corrected averages equal the gradient itself, so every weight moves by almost exactly lr against its sign: look at the count (it starts at 1), the corrections, the root and the minus."""
    theta = np.array([1.0, -2.0, 0.5])
    grad = np.array([0.1, -3.0, 250.0])
    new = step(candidate.Adam(lr=0.1), {"w": theta}, {"w": grad})["w"]
    close(new, theta - 0.1 * np.sign(grad), rtol=0, atol=1e-6, what="w after one step")
    settings = {"lr": 0.5, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3}
    because = "With lr=0.5, beta1=0.8, beta2=0.95 and eps=1e-3 the first step is off: use the values that the object was made with, and add eps to the root of the corrected v."
    follow(candidate.Adam(**settings), {"v": np.zeros(4)}, [{"v": rng.normal(size=4)}], because, **settings)


@check("several steps follow the formulas", is_shown=True)
def several_steps(candidate, rng):
    """After several different gradients the step is off: m averages the gradients with beta1, v their squares with beta2, both are corrected with the current t, and both are kept between calls."""
    settings = {"lr": 0.2, "beta1": 0.7, "beta2": 0.9, "eps": 0.05}
    start = {"w1": np.zeros((2, 3)), "b1": np.zeros(3)}
    history = [{name: rng.normal(scale=2.0, size=value.shape) for name, value in start.items()} for _ in range(6)]
    follow(candidate.Adam(**settings), start, history, **settings)
    settings = {"lr": 1.0, "beta1": 0.0, "beta2": 0.5, "eps": 1e-3}
    follow(candidate.Adam(**settings), {"w2": np.zeros(2)}, [{"w2": rng.normal(size=2)} for _ in range(2)], **settings)
    because = "Adam takes lr, beta1, beta2, eps in this order."
    history = [{"w3": rng.normal(size=2)} for _ in range(2)]
    follow(candidate.Adam(0.3, 0.6, 0.8, 0.02), {"w3": np.zeros(2)}, history, because, lr=0.3, beta1=0.6, beta2=0.8, eps=0.02)


@check("the defaults are 0.001, 0.9, 0.999 and 1e-8")
def defaults(candidate, rng):
    """Adam() without arguments does not behave like lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8."""
    history = [rng.normal(scale=1e-7, size=5) for _ in range(5)]
    optimizer = candidate.Adam()
    theta = np.zeros(5)
    for t, grad in enumerate(history, 1):
        new = step(optimizer, {"w4": theta}, {"w4": grad})["w4"]
        close((new - theta) / 1e-3, move(history[:t]) / 1e-3, rtol=1e-9, atol=1e-10, what=f"the change of w4 at update {t}, in units of lr,")
        theta = new


@check("a constant gradient keeps a step of lr")
def constant_gradient(candidate, rng):
    """With the same gradient at every call each step must have length lr from the first one on: divide m by 1 - beta1^t and v by 1 - beta2^t, or the zeros they started from distort the early steps."""
    grad = rng.choice([-1.0, 1.0], size=5) * rng.uniform(0.5, 20, size=5)
    optimizer = candidate.Adam(lr=0.01)
    theta = rng.normal(size=5)
    for t in range(1, 7):
        new = step(optimizer, {"w5": theta}, {"w5": grad})["w5"]
        close(new - theta, -0.01 * grad / (np.abs(grad) + 1e-8), rtol=1e-8, atol=1e-12, what=f"the change of w5 at update {t}")
        theta = new


@check("epsilon is added after the root")
def epsilon(candidate, rng):
    """With gradients near eps the step is off: eps is added to the root of the corrected v, neither inside the root nor to the root of the uncorrected v."""
    history = [{"w6": rng.uniform(0.5, 2.0, size=3) * 1e-8} for _ in range(3)]
    follow(candidate.Adam(lr=1.0), {"w6": np.zeros(3)}, history, lr=1.0)
    history = [{"w7": rng.uniform(0.5, 2.0, size=3)} for _ in range(2)]
    follow(candidate.Adam(lr=1.0, eps=1.0), {"w7": np.zeros(3)}, history, lr=1.0, eps=1.0)


@check("a zero gradient is not a division by zero")
def zero_gradient(candidate, rng):
    """Weights whose gradient has always been zero must stay where they are: 0 / (0 + eps) is 0."""
    theta = rng.normal(size=3)
    optimizer = candidate.Adam(lr=0.1)
    for _ in range(2):
        new = step(optimizer, {"w8": theta}, {"w8": np.array([0.0, 1.0, 0.0])})["w8"]
        close(new - theta, [0.0, -0.1, 0.0], rtol=0, atol=1e-8, what="the change of w8")
        theta = new


@check("a zero gradient still moves by momentum")
def momentum_remains(candidate, rng):
    """A gradient of zeros after other gradients is an ordinary update: the averages decay and the parameter keeps moving."""
    history = [{"w9": grad} for grad in (rng.normal(size=3), np.zeros(3), rng.normal(size=3))]
    follow(candidate.Adam(lr=1.0), {"w9": np.zeros(3)}, history, lr=1.0)


@check("a parameter without a gradient stands still")
def missing_gradient(candidate, rng):
    """A name that grads lacks must come back with its value unchanged, and its averages and its count must stay as they are: a missing gradient is not a gradient of zeros."""
    settings = {"lr": 1.0, "beta1": 0.5, "beta2": 0.6}
    start = {"w10": np.zeros(2), "b10": rng.normal(size=(2, 2))}
    history = [{name: rng.normal(size=start[name].shape) for name in names} for names in (["w10", "b10"], ["w10"], [], ["b10"], ["w10", "b10"])]
    follow(candidate.Adam(**settings), start, history, **settings)


@check("every parameter counts its own updates")
def own_counts(candidate, rng):
    """A parameter that joined later, or was absent from a call, was not updated with its own averages and its own count: m, v and t belong to the name, not to the optimizer or to the place in the dict, and outlast an absence."""
    optimizer = candidate.Adam(lr=1.0)
    values = {"w11": np.zeros(3), "b11": np.zeros(3)}
    seen = {"w11": [], "b11": []}
    for names in (["w11"], ["w11"], ["b11", "w11"], ["b11"], ["w11", "b11"]):
        params = {name: values[name] for name in names}
        grads = {name: rng.normal(size=3) for name in reversed(names)}
        new = step(optimizer, params, grads)
        for name in names:
            seen[name].append(grads[name])
            close(new[name] - params[name], move(seen[name], lr=1.0), what=f"the change of {name} at its update {len(seen[name])}", **EXACT)
        values.update(new)


@check("parameters of equal shape do not share averages")
def separate_names(candidate, rng):
    """Two parameters of the same shape influenced each other: keep m and v per name."""
    start = {name: np.zeros(3) for name in ("a12", "b12", "c12")}
    history = [{name: rng.normal(scale=10.0**i, size=3) for i, name in enumerate(start)} for _ in range(3)]
    follow(candidate.Adam(lr=1.0), start, history, lr=1.0)


@check("two optimizers do not share state")
def separate_objects(candidate, rng):
    """Two Adam objects influenced each other: keep the state on self, made in __init__, not on the class or in the module."""
    objects = [(candidate.Adam(lr=1.0), {"lr": 1.0}), (candidate.Adam(lr=0.5, beta1=0.3), {"lr": 0.5, "beta1": 0.3})]
    theta, seen = [np.zeros(3), np.zeros(3)], [[], []]
    for t in (1, 2):
        for k, (optimizer, settings) in enumerate(objects):
            seen[k].append(rng.normal(size=3))
            new = step(optimizer, {"w13": theta[k]}, {"w13": seen[k][-1]})["w13"]
            close(new - theta[k], move(seen[k], **settings), what=f"the change by object {k + 1} at its update {t}", **EXACT)
            theta[k] = new


@check("the parameters of the call are updated")
def fresh_values(candidate, rng):
    """The step was added to values remembered from an earlier call: the optimizer keeps averages, never the parameters."""
    optimizer = candidate.Adam(lr=1.0)
    history = [rng.normal(size=3) for _ in range(3)]
    for t, grad in enumerate(history, 1):
        theta = rng.normal(scale=5.0, size=3)
        new = step(optimizer, {"w14": theta}, {"w14": grad})["w14"]
        close(new, theta + move(history[:t], lr=1.0), what=f"w14 after update {t}", **EXACT)
    theta = rng.normal(size=3)
    close(step(optimizer, {"w14": theta}, {})["w14"], theta, what="w14 without a gradient", **EXACT)


@check("float32 stays float32")
def single_precision(candidate, rng):
    """A float32 parameter must come back as float32 and a float64 one as float64, with or without a gradient."""
    optimizer = candidate.Adam(lr=0.5)
    params = {"w15": rng.normal(size=3).astype(np.float32), "b15": rng.normal(size=2), "e15": np.ones(2, dtype=np.float32)}
    history = []
    for _ in range(2):
        grads = {"w15": rng.normal(size=3).astype(np.float32), "b15": rng.normal(size=2)}
        history.append(grads["w15"])
        new = step(optimizer, params, grads)
        for name, value in params.items():
            expect(new[name].dtype == value.dtype, got=f"{name}: {new[name].dtype}", expected=f"{name}: {value.dtype}")
        close(new["w15"], params["w15"] + move(history, lr=0.5), rtol=1e-5, atol=1e-5, what="the float32 parameter")
        params = new


@check("the caller's arrays are left alone")
def inputs_untouched(candidate, rng):
    """The step on ordinary arrays was off, although params and grads were left alone."""
    optimizer = candidate.Adam(lr=0.1)
    for _ in range(2):
        step(optimizer, {"w16": rng.normal(size=3), "b16": rng.normal(size=(2, 2))}, {"w16": rng.normal(size=3), "b16": rng.normal(size=(2, 2))})


@check("empty dicts, empty arrays, any shape and layout")
def awkward_inputs(candidate, rng):
    """A legal but awkward input failed: no parameters at all, an array without elements, no axes, several axes, Fortran order or a strided view."""
    optimizer = candidate.Adam(lr=1.0)
    step(optimizer, {}, {})
    start = {
        "empty": np.ones((0, 3)),
        "scalar": np.array(2.0),
        "layers": np.zeros((2, 3, 2)),
        "fortran": np.asfortranarray(np.zeros((3, 4))),
        "strided": np.zeros(8)[::2],
    }
    history = [
        {
            "empty": np.ones((0, 3)),
            "scalar": np.array(rng.normal()),
            "layers": rng.normal(size=(2, 3, 2)),
            "fortran": np.asfortranarray(rng.normal(size=(3, 4))),
            "strided": rng.normal(size=8)[::2],
        }
        for _ in range(2)
    ]
    follow(optimizer, start, history, lr=1.0)


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

    history = [draw("pq") for _ in range(5)]
    yield lambda: walk(history, lr=1.0)
    yield lambda: walk(history, lr=3.0, beta1=0.6, beta2=0.8, eps=0.1)
    yield lambda: walk(history[:2], lr=1.0, beta1=0.0, beta2=0.5)
    small = [draw("pq", 1e-8) for _ in range(4)]
    yield lambda: [[1e3 * part for part in row] for row in walk(small)]
    yield lambda: walk([history[0]] * 4, lr=1.0)
    yield lambda: walk([history[0], draw("p"), {}, draw("q"), draw("pq")], lr=1.0)
    values = [{"p": rng.normal(size=2)}, {"p": rng.normal(size=2)}, {"p": rng.normal(size=2), "q": np.ones((2, 2))}]
    yield lambda: walk([draw("p"), draw("p"), draw("pq")], values, lr=1.0)
    turns = [{"p": np.zeros(2)}, {"q": np.zeros(2), "p": np.zeros(2)}, {"q": np.zeros(2)}, {"p": np.zeros(2), "q": np.zeros(2)}]
    pulls = [{name: rng.normal(size=2) for name in names} for names in ("p", "qp", "q", "pq")]
    yield lambda: walk(pulls, turns, lr=1.0)
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
    yield lambda: candidate.Adam(lr=1.0).step({"p": np.array(1.0)}, {"p": np.array(3.0)})
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
