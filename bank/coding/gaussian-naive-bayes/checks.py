import numpy as np

from hotseat.judge.checks import array, boundary, check, close, expect, probe, same, workload


def expected_fit(X, y, smoothing=1e-9):
    """Classes, priors, means and variances from the definitions."""
    X = np.asarray(X, dtype=float)
    classes = np.unique(y)
    groups = [X[np.asarray(y) == label] for label in classes]
    extra = smoothing * np.max(np.mean((X - X.mean(axis=0)) ** 2, axis=0))
    return (
        classes,
        np.array([len(rows) / len(X) for rows in groups]),
        np.array([rows.mean(axis=0) for rows in groups]),
        np.array([np.mean((rows - rows.mean(axis=0)) ** 2, axis=0) + extra for rows in groups]),
    )


def expected_log_proba(X, y, queries, smoothing=1e-9):
    _, priors, means, variances = expected_fit(X, y, smoothing)
    queries = np.asarray(queries, dtype=float)
    densities = [-0.5 * (np.log(2 * np.pi * v) + (queries - m) ** 2 / v).sum(axis=1) for m, v in zip(means, variances, strict=True)]
    joint = np.stack(densities, axis=1) + np.log(priors)
    return joint - np.logaddexp.reduce(joint, axis=1)[:, None]


def fitted(candidate, X, y, **settings):
    model = candidate.GaussianNB(**settings)
    expect(model.fit(X, y) == model, "fit must return the estimator itself (return self).")
    return model


def attribute(model, name, shape):
    return array(getattr(model, name), shape=shape, kind="any" if name == "classes_" else "number", what=name)


def compare_fit(model, X, y, smoothing=1e-9, because=None):
    classes, priors, means, variances = expected_fit(X, y, smoothing)
    same(attribute(model, "classes_", (len(classes),)), classes, what="classes_", because=because)
    close(attribute(model, "class_prior_", priors.shape), priors, what="class_prior_", because=because)
    close(attribute(model, "theta_", means.shape), means, atol=1e-7, what="theta_", because=because)
    close(attribute(model, "var_", variances.shape), variances, atol=0, what="var_", because=because)


def compare(candidate, X, y, queries, smoothing=1e-9, because=None, atol=1e-7, rtol=1e-6):
    model = fitted(candidate, X, y, **({} if smoothing == 1e-9 else {"var_smoothing": smoothing}))
    wanted = expected_log_proba(X, y, queries, smoothing)
    got = array(model.predict_log_proba(queries), shape=wanted.shape, what="predict_log_proba(X)")
    close(got, wanted, atol=atol, rtol=rtol, what="predict_log_proba(X)", because=because)
    close(model.predict_proba(queries), np.exp(wanted), atol=atol, rtol=max(rtol, 1e-5), what="predict_proba(X)", because=because)
    labels = array(model.predict(queries), shape=(len(queries),), kind="any", what="predict(X)")
    same(labels, np.unique(y)[wanted.argmax(axis=1)], what="predict(X)", because=because)
    return model


def blobs(rng, n, d, classes=3):
    """Rows of several classes with different means, spreads and sizes."""
    codes = rng.permutation(np.concatenate([np.repeat(np.arange(classes), 3), rng.integers(0, classes, size=n - 3 * classes)]))
    centres, spreads = rng.normal(size=(classes, d)), rng.uniform(0.5, 2, size=(classes, d))
    return centres[codes] + spreads[codes] * rng.normal(size=(n, d)), codes


@check("probabilities are right", is_shown=True)
def probabilities(candidate, rng):
    """The posterior is off: log prior plus the sum of the log densities -log(2 pi var)/2 - (x - mean)^2/(2 var), normalised over the classes, with the variances of the classes divided by their numbers of rows."""
    X, y = np.array([[-1.0], [1.0], [3.0], [7.0]]), np.array([0, 0, 1, 1])
    compare(candidate, X, y, np.array([[0.0], [2.5], [5.0]]))
    for n, d in [(30, 2), (40, 5)]:
        X, y = blobs(rng, n, d)
        compare(candidate, X, y, 2 * rng.normal(size=(12, d)))


@check("the predicted classes are right", is_shown=True)
def classes(candidate, rng):
    """The most probable class was not chosen: predict takes the largest posterior, with each class's own variance in the density."""
    X, y = blobs(rng, 60, 2)
    across = np.linspace(-4, 4, 16)
    grid = np.array([(a, b) for b in across for a in across])
    got = array(fitted(candidate, X, y).predict(grid), shape=(256,), what="predict(X)")
    wanted = expected_log_proba(X, y, grid).argmax(axis=1)
    same(got, wanted, what="predict(X)", picture=lambda: boundary(X, y, got, wanted, (-4, 4, -4, 4), "Classes found and expected"))


@check("means, variances and priors are those of each class")
def statistics(candidate, rng):
    """theta_, var_ or class_prior_ is off: means and variances over the rows of one class, the variance divided by their number, priors as shares of all rows."""
    X, y = np.array([[1.0, 0.0], [3.0, 4.0], [10.0, 1.0], [10.0, 2.0], [13.0, 6.0]]), np.array([0, 0, 1, 1, 1])
    compare_fit(fitted(candidate, X, y), X, y)
    X, y = blobs(rng, 30, 4)
    compare_fit(fitted(candidate, X, y), X, y)


@check("frequent classes have larger priors")
def priors(candidate, rng):
    """The class frequencies of the training rows must enter the posterior: add log(class_prior_) to the log density."""
    X = np.concatenate([rng.normal(size=(27, 2)), 1 + rng.normal(size=(3, 2))])
    y = np.repeat([0, 1], [27, 3])
    compare(candidate, X, y, rng.normal(size=(12, 2)))
    X = np.array([[-1.0], [1.0]] * 6 + [[-1.0], [1.0]])  # equal likelihoods: the posterior is the prior
    y = np.repeat([0, 1], [12, 2])
    close(fitted(candidate, X, y).predict_proba(rng.normal(size=(3, 1))), np.tile([6 / 7, 1 / 7], (3, 1)), what="predict_proba(X)")


@check("log probabilities are normalised")
def normalised(candidate, rng):
    """predict_log_proba must be the log of probabilities that sum to one in each row: subtract the log of the summed joint."""
    X, y = blobs(rng, 25, 3)
    model, queries = fitted(candidate, X, y), 3 * rng.normal(size=(9, 3))
    logs = array(model.predict_log_proba(queries), shape=(9, 3), what="predict_log_proba(X)")
    close(np.exp(logs).sum(axis=1), np.ones(9), what="the sum of exp(predict_log_proba(X)) of each row")
    shares = array(model.predict_proba(queries), shape=(9, 3), what="predict_proba(X)")
    close(shares.sum(axis=1), np.ones(9), what="the sum of predict_proba(X) of each row")
    close(shares, np.exp(logs), atol=1e-9, what="predict_proba(X)")


@check("rows far from every class stay finite")
def far_rows(candidate, rng):
    """A row far from every class, or many features, gave NaN, infinity or lost digits: stay in float64 logarithms, shift by the row's maximum before exponentiating, and never take the log of a probability that may have become 0."""
    X, y = blobs(rng, 30, 2)
    far = rng.choice([-1000.0, 1000.0], size=(6, 2)) * (1 + rng.random(size=(6, 2)))
    compare(candidate, X, y, np.concatenate([far, [[-1e5, 0.0], [0.0, 1e5]]]))
    X, y = blobs(rng, 40, 400)
    compare(candidate, X, y, rng.normal(size=(4, 400)) * 2)


@check("a constant column or a class with one row works")
def zero_variance(candidate, rng):
    """A variance of zero must not break the density: add var_smoothing times the largest feature variance over all rows to every entry of var_."""
    X, y = blobs(rng, 20, 3)
    X[:, 1] = 4.0
    compare_fit(compare(candidate, X, y, X[:6]), X, y)
    X, y = rng.normal(size=(7, 2)), np.array([0, 0, 0, 1, 2, 2, 0])
    compare_fit(compare(candidate, X, y, np.concatenate([X, X[3:4] + 1e-5])), X, y)


@check("the smoothing is a share of the largest variance")
def smoothing(candidate, rng):
    """var_smoothing multiplies the largest of the feature variances over all rows, one number that is added to every entry of var_."""
    X, y = blobs(rng, 30, 3)
    X = X * [0.1, 10.0, 1.0] + 30.0 * y[:, None] * [0, 1, 0]  # the classes lie apart: more variance overall than within
    for share in (0.0, 1e-3):
        compare_fit(fitted(candidate, X, y, var_smoothing=share), X, y, share)
    compare_fit(compare(candidate, X, y, X[:8] + 0.1, 0.5), X, y, 0.5)
    X[:, 0] = 2.0
    compare_fit(fitted(candidate, X, y), X, y)
    compare_fit(fitted(candidate, 1e-4 * X, y), 1e-4 * X, y)


@check("features with a large mean keep their variance")
def large_means(candidate, rng):
    """With means near 1e7 the variances are off: mean of squares minus square of the mean cancels; subtract the mean first."""
    X, y = blobs(rng, 30, 3)
    X = X + 1e7
    model = fitted(candidate, X, y)
    _, _, means, variances = expected_fit(X, y)
    close(attribute(model, "theta_", means.shape), means, rtol=1e-12, what="theta_")
    close(attribute(model, "var_", variances.shape), variances, rtol=1e-5, atol=0, what="var_")
    queries = X[:8] + rng.normal(size=(8, 3))
    close(
        model.predict_log_proba(queries),
        expected_log_proba(X, y, queries),
        atol=1e-5,
        rtol=1e-5,
        what="predict_log_proba(X)",
        because="With means near 1e7 the densities lose their digits although var_ is right: subtract the mean from x first and then square; the expanded square cancels.",
    )


@check("any labels come back as they were given")
def any_labels(candidate, rng):
    """Labels may be any integers or strings: classes_ holds them sorted, predict returns them, not their positions."""
    X, codes = blobs(rng, 24, 2)
    for names in ([-7, 3, 40], ["ant", "bee", "caterpillar"]):
        y = np.array(names)[codes]
        compare_fit(compare(candidate, X, y, rng.normal(size=(9, 2))), X, y)


@check("a tie goes to the first class")
def ties(candidate, rng):
    """When two classes are equally probable predict must return the one that comes first in classes_."""
    X = np.array([[-3.0], [-1.0], [1.0], [3.0]])
    same(fitted(candidate, X, np.array([9, 9, 2, 2])).predict(np.zeros((2, 1))), [2, 2], what="predict(X)")
    same(fitted(candidate, X, np.array([4, 4, 7, 7])).predict(np.zeros((1, 1))), [4], what="predict(X)")


@check("one class, no queries, integers, any memory layout")
def awkward(candidate, rng):
    """An awkward but legal input failed: a single class, no query rows, integer or float32 features, Fortran order or a strided view."""
    X = rng.normal(size=(6, 2))
    compare(candidate, X, np.full(6, 3), rng.normal(size=(4, 2)))
    X, y = blobs(rng, 20, 4)
    model = fitted(candidate, X, y)
    array(model.predict_log_proba(X[:0]), shape=(0, 3), what="predict_log_proba of no rows")
    array(model.predict_proba(X[:0]), shape=(0, 3), what="predict_proba of no rows")
    array(model.predict(X[:0]), shape=(0,), kind="any", what="predict of no rows")
    whole = rng.integers(0, 200, size=(20, 4))
    compare(candidate, whole.astype(np.uint8), y, whole[:5].astype(np.uint8))
    compare(candidate, whole.astype(np.float32) / 8, y, whole[:5].astype(np.float32) / 8)
    compare(candidate, X[:, ::2], y, np.asfortranarray(X[:5, :2] + 0.3))


@check("float32 features are computed in float64")
def single_precision(candidate, rng):
    """float32 features with means near 1e6 and variances near 2 lost their digits: convert X to float64 before taking means and differences."""
    X, y = rng.integers(0, 5, size=(20, 3)) + 1_000_000, rng.permutation(np.arange(20) % 3)
    compare_fit(compare(candidate, X.astype(np.float32), y, X[:4].astype(np.float32)), X, y)


@check("fitting again forgets the old rows")
def refit(candidate, rng):
    """A second fit must replace everything that the first one learned, also with other classes and another number of features."""
    X, y = blobs(rng, 20, 2)
    model = fitted(candidate, X, y)
    other, labels = rng.normal(size=(12, 3)), np.array(["x", "y"] * 6)
    model.fit(other, labels)
    compare_fit(model, other, labels)
    close(model.predict_log_proba(other), expected_log_proba(other, labels, other), atol=1e-7, what="predict_log_proba(X)")


def logs(values):
    with np.errstate(all="ignore"):
        return np.log(np.asarray(values, dtype=float))


@probe
def outputs(candidate, rng):
    def everything(X, y, queries, digits=None, **settings):
        model = candidate.GaussianNB(**settings)
        yield lambda: bool(model.fit(X, y) == model)
        yield lambda: [np.asarray(model.classes_).tolist(), np.asarray(model.class_prior_).tolist()]
        if digits is None:
            yield lambda: [np.asarray(model.theta_, dtype=float), logs(model.var_)]
            yield lambda: np.asarray(model.predict_log_proba(queries), dtype=float)
            yield lambda: np.asarray(model.predict_proba(queries), dtype=float)
        else:
            yield lambda: np.round(np.asarray(model.var_, dtype=float), digits)
            yield lambda: np.round(np.asarray(model.predict_proba(queries), dtype=float), digits)
        yield lambda: np.asarray(model.predict(queries)).tolist()

    for n, d in [(20, 1), (30, 2), (40, 5)]:
        X, y = blobs(rng, n, d)
        yield from everything(X, y, 2 * rng.normal(size=(8, d)))
        yield from everything(X, y, rng.choice([-1000.0, 1000.0], size=(4, d)) * (1 + rng.random(size=(4, d))))
        for share in (0.0, 1e-3, 0.5):
            yield from everything(X * 10.0 ** np.arange(d) + 30 * y[:, None], y, X[:6], var_smoothing=share)
    X, y = blobs(rng, 30, 3)
    yield from everything(X + 1e7, y, X[:8] + 1e7 + rng.normal(size=(8, 3)), digits=3)
    X[:, 1] = 4.0
    yield from everything(X, y, X[:6])
    yield from everything(1e-4 * X, y, 1e-4 * X[:6])
    X, y = rng.normal(size=(7, 2)), np.array([0, 0, 0, 1, 2, 2, 0])
    yield from everything(X, y, np.concatenate([X, X[3:4] + 1e-5]))
    yield from everything(np.array([[-3.0], [-1.0], [1.0], [3.0]]), np.array([9, 9, 2, 2]), np.zeros((2, 1)))
    yield from everything(X, np.full(7, 3), X[:3])
    yield from everything(X, np.array(["b", "a", "b", "a", "c", "c", "b"]), X[:4] + 1)
    X, y = blobs(rng, 40, 400)
    yield from everything(X, y, 2 * rng.normal(size=(3, 400)))
    whole, y = rng.integers(0, 200, size=(20, 4)), np.arange(20) % 3
    for dtype in (np.uint8, np.int64):
        yield from everything(whole.astype(dtype), y, whole[:5].astype(dtype))
    single = (whole % 5 + 1_000_000).astype(np.float32)
    yield from everything(single, y, single[:5], digits=3)
    wide = rng.normal(size=(20, 8))
    yield from everything(wide[:, ::2], y, np.asfortranarray(wide[:5, :4]))

    def empty():
        model = candidate.GaussianNB()
        model.fit(wide, y)
        shapes = [np.shape(call(wide[:0])) for call in (model.predict_log_proba, model.predict_proba, model.predict)]
        return [list(shape) for shape in shapes]

    yield empty

    def twice():
        model = candidate.GaussianNB()
        model.fit(wide, y)
        model.fit(wide[:12, :3], np.arange(12) % 2)
        return np.asarray(model.predict_log_proba(wide[:, :3]), dtype=float)

    yield twice


@workload("rows", sizes=(2_000, 8_000, 32_000), why_slow="a Python loop over rows evaluates one small density at a time; broadcast all rows against the class means")
def growing(candidate, rng, n):
    X, y = rng.normal(size=(n, 8)), rng.integers(0, 3, size=n)
    model = candidate.GaussianNB()
    model.fit(X[:100], y[:100])
    return lambda: model.predict_proba(X)
