import numpy as np
from scipy.special import expit

from hotseat.judge.checks import array, boundary, check, close, expect, number, probe, raises, same, workload


def objective(X, t, w, b, l2):
    z = X @ w + b
    return float(np.mean(np.where(t == 1, np.logaddexp(0, -z), np.logaddexp(0, z))) + l2 * np.sum(w**2) / 2)


def descend(X, t, learning_rate=0.1, n_iter=1000, l2=0.0):
    """Coefficients, intercept and losses, the sums written one row and one class at a time."""
    X, t = np.asarray(X, dtype=float), np.asarray(t)
    w, b, losses = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_iter):
        losses.append(objective(X, t, w, b, l2))
        z = X @ w + b
        pull, push = expit(-z[t == 1]), expit(z[t == 0])
        slope_b = (push.sum() - pull.sum()) / len(t)
        slope_w = (push @ X[t == 0] - pull @ X[t == 1]) / len(t) + l2 * w
        w, b = w - learning_rate * slope_w, b - learning_rate * slope_b
    return w, b, losses


def slopes(X, t, w, b, l2, step=1e-5):
    """Central differences of J: gradients that know nothing of the formula."""
    theta = np.append(w, b)
    ends = [(theta + step * e, theta - step * e) for e in np.eye(len(theta))]
    values = [(objective(X, t, p[:-1], p[-1], l2) - objective(X, t, m[:-1], m[-1], l2)) / (2 * step) for p, m in ends]
    return np.array(values[:-1]), values[-1]


def sample(rng, rows, features, share=0.4):
    X = rng.normal(size=(rows, features)) + rng.uniform(-1, 1, size=features)
    scores = X @ rng.normal(size=features) + rng.normal(size=rows)
    t = (scores > np.quantile(scores, 1 - share)).astype(int)
    t[:2] = [0, 1]
    return X, t


def fitted(candidate, X, y, learning_rate=0.1, n_iter=10, l2=0.0):
    model = candidate.LogisticRegression(learning_rate=learning_rate, n_iter=n_iter, l2=l2)
    model.fit(X, y)
    return model


def label_list(got, count, what):
    """Labels of any dtype, objects included, as a list."""
    values = np.asarray(got, dtype=object)
    expect(values.shape == (count,), f"{what} should have shape ({count},).", got=got, expected=f"shape ({count},)")
    return [label.item() if isinstance(label, np.generic) else label for label in values.tolist()]


def parameters(model, features):
    return array(model.coef_, shape=(features,), what="coef_"), number(model.intercept_, what="intercept_")


def agrees(model, X, t, rtol=1e-6, **settings):
    w, b, losses = descend(X, t, **settings)
    coef, intercept = parameters(model, len(w))
    close(coef, w, rtol=rtol, atol=1e-9, what="coef_")
    close(intercept, b, rtol=rtol, atol=1e-9, what="intercept_")
    close(array(model.losses_, shape=(len(losses),), what="losses_"), losses, rtol=rtol, atol=1e-9, what="losses_")


@check("every step follows the slope of J", is_shown=True)
def steps(candidate, rng):
    """After one or two iterations the parameters are not where gradient descent leads: subtract learning_rate times X.T @ (p - t) / n from w and the mean of p - t from b, both computed before either changes."""
    X, t = sample(rng, 9, 2)
    w, b = np.zeros(2), 0.0
    for n_iter in (1, 2):
        slope_w, slope_b = slopes(X, t, w, b, 0.0)
        coef, intercept = parameters(fitted(candidate, X, t, learning_rate=0.8, n_iter=n_iter), 2)
        close(coef, w - 0.8 * slope_w, rtol=1e-6, atol=1e-8, what=f"coef_ after {n_iter} iteration(s)")
        close(intercept, b - 0.8 * slope_b, rtol=1e-6, atol=1e-8, what=f"intercept_ after {n_iter} iteration(s)")
        w, b = coef, intercept


@check("probabilities have one column per class", is_shown=True)
def probabilities(candidate, rng):
    """predict_proba should return (rows, 2), the probability of classes_[0] and then that of classes_[1], which is 1 / (1 + exp(-z))."""
    X, t = sample(rng, 12, 2)
    model = fitted(candidate, X, t, n_iter=20, learning_rate=0.5)
    w, b, _ = descend(X, t, 0.5, 20)
    for rows in (7, 1):
        new = 3 * rng.normal(size=(rows, 2))
        z = new @ w + b
        close(array(model.decision_function(new), shape=(rows,), what="decision_function(X)"), z, rtol=1e-8, atol=1e-9, what="decision_function(X)")
        probs = array(model.predict_proba(new), shape=(rows, 2), what="predict_proba(X)")
        close(probs, np.column_stack([expit(-z), expit(z)]), what="predict_proba(X)")


@check("the penalty is l2 / 2 times the squared coefficients")
def penalty(candidate, rng):
    """With l2 > 0 the parameters are off: the penalty adds l2 * w to the gradient of w, outside the mean over the rows, and nothing to that of the intercept."""
    for rows, features, l2 in [(9, 3, 0.5), (15, 4, 1.5)]:
        X, t = sample(rng, rows, features, share=0.25)
        w, b, _ = descend(X, t, 0.2, 30, l2)
        coef, intercept = parameters(fitted(candidate, X, t, learning_rate=0.2, n_iter=30, l2=l2), features)
        close(coef, w, what="coef_")
        close(intercept, b, what="intercept_")


@check("losses_ holds J before each update")
def losses(candidate, rng):
    """losses_ is off: it holds n_iter values of the whole objective, penalty included, each before its update, so the first one is log 2."""
    for l2 in (0.0, 0.7):
        X, t = sample(rng, 10, 3)
        model = fitted(candidate, X, t, learning_rate=0.3, n_iter=12, l2=l2)
        found = array(model.losses_, shape=(12,), what="losses_")
        close(found[0], np.log(2), what="losses_[0]")
        close(found, descend(X, t, 0.3, 12, l2)[2], what="losses_")


@check("the defaults are right")
def defaults(candidate, rng):
    """Without arguments learning_rate is 0.1, n_iter 1000 and l2 0.0, and fit makes all n_iter steps."""
    X, t = sample(rng, 12, 2)
    model = candidate.LogisticRegression()
    model.fit(X, t)
    w, b, signed = np.zeros(2), 0.0, np.where(t == 1, 1.0, -1.0)
    for _ in range(1000):
        miss = expit(-signed * (X @ w + b)) * signed / len(t)
        w, b = w + 0.1 * (miss @ X), b + 0.1 * miss.sum()
    coef, intercept = parameters(model, 2)
    close(coef, w, what="coef_")
    close(intercept, b, what="intercept_")
    array(model.losses_, shape=(1000,), what="losses_")


@check("large scores stay finite")
def large_scores(candidate, rng):
    """Unscaled features make |z| huge and something became infinite, NaN or was cut off: compute the loss from the scores (logaddexp), not from probabilities, and exponentiate only negative numbers."""
    X, t = sample(rng, 8, 2)
    X = X * 1000
    agrees(fitted(candidate, X, t, learning_rate=1.0, n_iter=6), X, t, learning_rate=1.0, n_iter=6)
    X = np.array([[-3.0], [-1.0], [1.0], [2.0], [-2.0]]) * 1000
    t = np.array([0, 0, 1, 1, 1])
    model = fitted(candidate, X, t, learning_rate=1.0, n_iter=4)
    agrees(model, X, t, learning_rate=1.0, n_iter=4)
    w, b, _ = descend(X, t, learning_rate=1.0, n_iter=4)
    z = X @ w + b
    close(array(model.predict_proba(X), shape=(5, 2), what="predict_proba(X)"), np.column_stack([expit(-z), expit(z)]), what="predict_proba(X)")
    X, t = sample(rng, 20, 2)
    t[2:] = (X[2:, 0] > 0).astype(int)
    agrees(fitted(candidate, X * 8, t, learning_rate=1.0, n_iter=25), X * 8, t, learning_rate=1.0, n_iter=25)


@check("small probabilities keep their digits")
def small_probabilities(candidate, rng):
    """A tiny probability was rounded or cut off: 1 - p loses its digits when p is near 1, and clipping the score puts a floor under it. Compute each column from its own score, 1 / (1 + exp(z)) and 1 / (1 + exp(-z)), without overflow."""
    X, t = sample(rng, 10, 1)
    w, b, _ = descend(X, t, 0.5, 5)
    z = np.concatenate([np.linspace(-690, 690, 15), np.linspace(-45, 45, 31)])
    new = ((z - b) / w)[:, None]
    probs = array(fitted(candidate, X, t, learning_rate=0.5, n_iter=5).predict_proba(new), shape=(len(z), 2), what="predict_proba(X)")
    close(probs, np.column_stack([expit(-z), expit(z)]), rtol=1e-6, atol=0.0, what="predict_proba(X)")


@check("any two labels work")
def labels(candidate, rng):
    """Labels need not be 0 and 1: sort them into classes_, use 1 for the second and 0 for the first while fitting, and return the labels themselves from predict."""
    X, t = sample(rng, 14, 2)
    w, b, _ = descend(X, t, 0.5, 40)
    expected = (X @ w + b >= 0).astype(int)
    for pair, first in ([-1, 1], 1), ([2, 5], 0), (["ham", "spam"], 1), (["no", "yes"], 0):
        order = np.argsort(t != first, kind="stable")
        model = fitted(candidate, X[order], np.array(pair)[t[order]], learning_rate=0.5, n_iter=40)
        same(label_list(model.classes_, 2, "classes_"), pair, what="classes_")
        close(array(model.coef_, shape=(2,), what="coef_"), w, what="coef_")
        same(label_list(model.predict(X), 14, "predict(X)"), np.array(pair)[expected].tolist(), what="predict(X)")


@check("the boundary lies where the score is zero")
def decision_boundary(candidate, rng):
    """predict does not agree with the probabilities: it is the second class where its probability is at least 0.5, that is where z >= 0."""
    X, t = sample(rng, 30, 2)
    model = fitted(candidate, X, t, learning_rate=0.5, n_iter=60)
    w, b, _ = descend(X, t, 0.5, 60)
    axis = np.linspace(-3, 3, 20)
    grid = np.array([[u, v] for v in axis for u in axis])
    expected = (grid @ w + b >= 0).astype(int)
    found = np.array(label_list(model.predict(grid), 400, "predict(X)"))
    same(found, expected, what="predict(X)", picture=lambda: boundary(X, t, found, expected, (-3, 3, -3, 3), "Classes found and expected"))


@check("a probability of one half is the second class")
def tie(candidate, rng):
    """At a probability of exactly 0.5 predict must return the second class: the rule is at least 0.5."""
    y = np.array(["a", "b", "b", "a"])
    model = fitted(candidate, np.zeros((4, 2)), y, n_iter=3)
    close(array(model.predict_proba(np.ones((2, 2))), shape=(2, 2), what="predict_proba(X)"), np.full((2, 2), 0.5), what="predict_proba(X)")
    same(label_list(model.predict(np.ones((2, 2))), 2, "predict(X)"), ["b", "b"], what="predict(X)")


@check("two labels are required")
def label_count(candidate, rng):
    """fit must raise ValueError unless y holds exactly two distinct labels: one label leaves nothing to learn, three cannot be told apart by one score."""
    X = rng.normal(size=(6, 2))
    model = candidate.LogisticRegression(n_iter=2)
    for y in (np.ones(6, dtype=int), np.zeros(6, dtype=int), np.array(["a"] * 6), np.array([0, 1, 2, 0, 1, 2]), np.array(["a", "b", "c"] * 2)):
        raises(lambda y=y: model.fit(X, y), "ValueError")


@check("fit returns the model and starts afresh")
def refit(candidate, rng):
    """fit must return the model itself, and fitting again must start from zeros and empty losses_, as a new model does."""
    model = candidate.LogisticRegression(n_iter=7, learning_rate=0.5)
    X, t = sample(rng, 9, 2)
    expect(model.fit(X, t) == model, "fit must return the model itself: end it with return self.", got="something else", expected="the model itself")
    X, t = sample(rng, 8, 2)
    model.fit(X, t)
    agrees(model, X, t, n_iter=7, learning_rate=0.5)
    X, t = sample(rng, 8, 4)
    model.fit(X, np.array(["u", "v"])[t])
    close(parameters(model, 4)[0], descend(X, t, 0.5, 7)[0], what="coef_")
    same(label_list(model.classes_, 2, "classes_"), ["u", "v"], what="classes_")


@check("the data is left alone")
def untouched(candidate, rng):
    """The caller's arrays changed."""
    X, t = sample(rng, 6, 2)
    model = fitted(candidate, X, 3 * t - 1, n_iter=3)
    model.predict(X)
    model.predict_proba(X)
    model.decision_function(X)


@check("two rows, integers, float32 and any memory layout")
def awkward_arrays(candidate, rng):
    """An awkward but legal input failed: two rows, one feature, integers, float32 (compute in float64), Fortran order or a strided view."""
    settings = {"learning_rate": 0.05, "n_iter": 15, "l2": 0.1}
    X, t = sample(rng, 2, 1)
    agrees(fitted(candidate, X, t, **settings), X, t, **settings)
    X, t = sample(rng, 10, 3)
    whole = np.round(4 * X).astype(int)
    agrees(fitted(candidate, whole, t, **settings), whole, t, **settings)
    single = (X + 20).astype(np.float32)
    model = fitted(candidate, single, t, **settings)
    agrees(model, single, t, rtol=1e-9, **settings)
    for same_values in (np.asfortranarray(X), np.repeat(X, 2, axis=1)[:, ::2]):
        coef, intercept = parameters(fitted(candidate, same_values, np.repeat(t, 2)[::2], **settings), 3)
        close(np.append(coef, intercept), np.append(*descend(X, t, **settings)[:2]), what="coef_ and intercept_")


@probe
def outputs(candidate, rng):
    for rows, features, learning_rate, n_iter, l2 in [(6, 2, 0.8, 1, 0.0), (9, 3, 0.8, 2, 0.5), (10, 3, 0.3, 12, 0.7), (12, 2, 0.5, 40, 0.0), (2, 1, 0.1, 3, 0.0)]:
        X, t = sample(rng, rows, features)
        yield lambda: plain(candidate, X, t, learning_rate=learning_rate, n_iter=n_iter, l2=l2)
    for pair in ([-1, 1], [2, 5], ["ham", "spam"]):
        X, t = sample(rng, 8, 2)
        y = np.array(pair)[1 - np.sort(t)]
        yield lambda: plain(candidate, X, y, learning_rate=0.5, n_iter=5)
    X, t = sample(rng, 8, 2)
    yield lambda: [np.asarray((model := candidate.LogisticRegression()).fit(X, t).coef_), float(model.intercept_), np.asarray(model.losses_)]
    yield lambda: digits(candidate, X, t)
    yield lambda: plain(candidate, 1000 * X, t, learning_rate=1.0, n_iter=6)
    X = np.array([[-3.0], [-1.0], [1.0], [2.0], [-2.0]]) * 1000
    yield lambda: plain(candidate, X, np.array([0, 0, 1, 1, 1]), learning_rate=1.0, n_iter=4)
    X, t = sample(rng, 20, 2)
    t[2:] = (X[2:, 0] > 0).astype(int)
    yield lambda: plain(candidate, 8 * X, t, learning_rate=1.0, n_iter=25)
    yield lambda: plain(candidate, np.zeros((4, 2)), np.array([0, 1, 1, 0]), n_iter=3)
    X, t = sample(rng, 9, 2)
    for y in (np.ones(9, dtype=int), np.arange(9) % 3, np.array(["a", "b", "c"] * 3)):
        yield lambda: fitted(candidate, X, y, n_iter=2).coef_
    yield lambda: plain(candidate, np.round(4 * X).astype(int), t, n_iter=9)
    yield lambda: plain(candidate, (X + 20).astype(np.float32), t, n_iter=9, l2=0.2)
    yield lambda: (model := candidate.LogisticRegression(n_iter=2)).fit(X, t) == model
    yield lambda: again(candidate, X, t)


def digits(candidate, X, t):
    """Logarithms of small probabilities, and the tiny rows' own digits."""
    model = fitted(candidate, X[:, :1], t, learning_rate=0.5, n_iter=5)
    w, b, _ = descend(X[:, :1], t, 0.5, 5)
    z = np.linspace(-690, 690, 41)
    with np.errstate(divide="ignore"):
        return np.log(np.asarray(model.predict_proba(((z - b) / w)[:, None])))


def again(candidate, X, t):
    model = fitted(candidate, X[:5, :1], np.array([0, 1, 1, 0, 1]), n_iter=3)
    model.fit(X, t)
    model.fit(-X, t)
    return [np.asarray(model.coef_), float(model.intercept_), np.asarray(model.losses_)]


def plain(candidate, X, y, **settings):
    model = fitted(candidate, X, y, **settings)
    new = np.vstack([X[::2] + 0.3, X])
    return [
        np.asarray(model.coef_), float(model.intercept_), np.asarray(model.losses_), np.asarray(model.classes_).tolist(),
        np.asarray(model.decision_function(new)), np.asarray(model.predict_proba(new)), np.asarray(model.predict(new)).tolist(),
    ]


@workload("rows", sizes=(2_000, 8_000, 32_000), why_slow="a Python loop over rows in every iteration; one X @ w and one X.T @ error per iteration do the work")
def growing(candidate, rng, n):
    X, t = sample(rng, n, 10)
    model = candidate.LogisticRegression(n_iter=20)
    return lambda: model.fit(X, t)
