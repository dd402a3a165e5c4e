import numpy as np

from hotseat.judge.checks import array, check, close, expect, lines, number, probe, raises, workload


def oracle(X, y, alpha, fit_intercept=True):
    """Ridge as plain least squares: sqrt(alpha) * I stacked under the centred X, zeros under y."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    x_mean = X.mean(axis=0) if fit_intercept else np.zeros(X.shape[1])
    y_mean = y.mean(axis=0) if fit_intercept else np.zeros(y.shape[1:])
    features = X.shape[1]
    rows = np.vstack([X - x_mean, np.sqrt(alpha) * np.eye(features)])
    targets = np.concatenate([y - y_mean, np.zeros((features, *y.shape[1:]))])
    weights = np.linalg.lstsq(rows, targets, rcond=None)[0]
    return weights.T, y_mean - x_mean @ weights


def sample(rng, rows, features, targets=None):
    X = rng.normal(size=(rows, features)) + rng.uniform(1, 3, size=features)
    shape = (features,) if targets is None else (features, targets)
    y = X @ rng.normal(size=shape) + rng.uniform(5, 9, size=shape[1:])
    return X, y + rng.normal(size=y.shape)


def fitted(candidate, X, y, **settings):
    model = candidate.Ridge(**settings)
    model.fit(X, y)
    return model


def agrees(model, X, y, alpha, fit_intercept=True, rtol=1e-6, has_intercept=True):
    coef, intercept = oracle(X, y, alpha, fit_intercept)
    close(array(model.coef_, shape=coef.shape, what="coef_"), coef, rtol=rtol, atol=1e-9, what="coef_")
    if not has_intercept:
        return
    if not fit_intercept:
        zero = array(model.intercept_, what="intercept_")
        expect(not np.any(zero), "Without an intercept, intercept_ is 0.", got=zero, expected=0.0)
    elif np.ndim(y) == 1:
        close(number(model.intercept_, what="intercept_"), intercept, rtol=rtol, atol=1e-8, what="intercept_")
    else:
        close(array(model.intercept_, shape=intercept.shape, what="intercept_"), intercept, rtol=rtol, atol=1e-8, what="intercept_")


@check("the line is shrunk and no more", is_shown=True)
def line(candidate, rng):
    """The fitted line is not the ridge line: the slope is (sum of products of the centred x and y) / (sum of squares of the centred x + alpha)."""
    x = np.array([[1.0], [2.0], [3.0], [4.0]])
    y = np.array([5.0, 6.5, 9.5, 11.0])
    for settings, alpha in [({}, 1.0), ({"alpha": 5.0}, 5.0)]:
        model = fitted(candidate, x, y, **settings)
        coef, intercept = oracle(x, y, alpha)
        found, start = array(model.coef_, shape=(1,), what="coef_"), number(model.intercept_, what="intercept_")
        with np.errstate(all="ignore"):
            drawn = lines(x, found * x[:, 0] + start, x[:, 0] * coef[0] + intercept, f"Fitted and ridge line, alpha = {alpha:g}")
        close(found, coef, what="coef_", picture=drawn)
        close(start, intercept, what="intercept_", picture=drawn)


@check("predictions follow from the coefficients", is_shown=True)
def predictions(candidate, rng):
    """predict is off although it should be X @ coef_.T + intercept_, in the shape that y had."""
    for targets, fit_intercept, rows in [(None, True, 5), (None, False, 1), (3, True, 1), (1, True, 4)]:
        X, y = sample(rng, 12, 4, targets)
        model = fitted(candidate, X, y, alpha=2.0, fit_intercept=fit_intercept)
        coef, intercept = array(model.coef_, shape=(*y.shape[1:], 4), what="coef_"), array(model.intercept_, what="intercept_")
        expect(intercept.shape in ((), y.shape[1:]), "intercept_ is one number, or one per target when y has two dimensions.", got=intercept)
        expect(bool(np.any(coef)), "coef_ is still all zeros after fit.", got=coef)
        new = rng.normal(size=(rows, 4)) * 3
        close(array(model.predict(new), shape=(rows, *y.shape[1:]), what="predict(X)"), new @ coef.T + intercept, rtol=1e-9, what="predict(X)")


@check("the objective is minimised")
def objective(candidate, rng):
    """The coefficients do not minimise sum of squared errors + alpha * ||w||^2: check the scale of the penalty (not times the rows, not squared) and that it lies on the whole diagonal and only there."""
    for rows, features, alpha in [(20, 4, 0.25), (30, 6, 7.5)]:
        X, y = sample(rng, rows, features)
        X = X * rng.uniform(0.3, 3.0, size=features)
        agrees(fitted(candidate, X, y, alpha=alpha), X, y, alpha)
    agrees(fitted(candidate, X, y), X, y, 1.0, has_intercept=False)


@check("the intercept is not penalised")
def free_intercept(candidate, rng):
    """Adding a constant to y must move only the intercept, by that constant, and a huge alpha must leave predictions at mean(y): the intercept was penalised or computed from y alone."""
    X, y = sample(rng, 10, 3)
    agrees(fitted(candidate, X, y + 100, alpha=4.0), X, y + 100, 4.0)
    model = fitted(candidate, X, y, alpha=1e9)
    close(number(model.intercept_, what="intercept_"), y.mean(), rtol=1e-5, what="intercept_ at alpha = 1e9")
    close(array(model.coef_, shape=(3,), what="coef_"), oracle(X, y, 1e9)[0], rtol=1e-6, atol=1e-12, what="coef_")


@check("without an intercept nothing is centred")
def through_origin(candidate, rng):
    """With fit_intercept=False the data is used as it is: no centring, and intercept_ is 0."""
    X, y = sample(rng, 9, 3)
    agrees(fitted(candidate, X, y, alpha=2.5, fit_intercept=False), X, y, 2.5, fit_intercept=False)


@check("several targets are fitted at once")
def several_targets(candidate, rng):
    """With y of shape (rows, targets) each target is a problem of its own: its own mean, its own row of coef_ (targets, features), its own intercept."""
    for rows, features, targets, fit_intercept in [(12, 3, 3, True), (10, 2, 4, False), (8, 3, 1, True)]:
        X, y = sample(rng, rows, features, targets)
        agrees(fitted(candidate, X, y, alpha=3.0, fit_intercept=fit_intercept), X, y, 3.0, fit_intercept=fit_intercept)


@check("alpha zero is least squares")
def no_penalty(candidate, rng):
    """alpha=0 is allowed and gives the least-squares fit."""
    X, y = sample(rng, 12, 3)
    agrees(fitted(candidate, X, y, alpha=0.0), X, y, 0.0)
    agrees(fitted(candidate, X, y, alpha=0, fit_intercept=False), X, y, 0.0, fit_intercept=False)


@check("a negative alpha is refused")
def negative_alpha(candidate, rng):
    """A negative alpha must raise ValueError, at the latest in fit: the objective would reward large coefficients."""
    X, y = sample(rng, 8, 2)
    for alpha in (-1.0, -1e-3):
        raises(lambda alpha=alpha: fitted(candidate, X, y, alpha=alpha).coef_, "ValueError")


@check("few rows, constant and collinear columns")
def degenerate(candidate, rng):
    """With alpha > 0 the minimum is unique however few rows there are and however the columns depend on each other; a constant column gets 0."""
    for rows, features in [(1, 3), (3, 7), (4, 4)]:
        X, y = sample(rng, rows, features)
        agrees(fitted(candidate, X, y, alpha=0.5), X, y, 0.5)
    X, y = sample(rng, 8, 4)
    X[:, 1] = 2.5
    X[:, 3] = 2 * X[:, 0]
    agrees(fitted(candidate, X, y, alpha=0.5), X, y, 0.5, has_intercept=False)


@check("fit returns the model and forgets the last fit")
def refit(candidate, rng):
    """fit must return the model itself, and fitting again must give what a new model gives."""
    model = candidate.Ridge(alpha=2.0)
    X, y = sample(rng, 9, 3, 2)
    expect(model.fit(X, y) == model, "fit must return the model itself: end it with return self.", got="something else", expected="the model itself")
    X, y = sample(rng, 7, 2)
    model.fit(X, y)
    agrees(model, X, y, 2.0)
    close(array(model.predict(X), shape=(7,), what="predict(X)"), X @ oracle(X, y, 2.0)[0] + oracle(X, y, 2.0)[1], what="predict(X)")


@check("the data is left alone")
def untouched(candidate, rng):
    """The caller's arrays changed."""
    X, y = sample(rng, 6, 2, 2)
    fitted(candidate, X, y, alpha=1.5).predict(X)


@check("integers, float32 and any memory layout")
def awkward_arrays(candidate, rng):
    """An awkward but legal input failed: integers, float32 (compute in float64), Fortran order or a strided view."""
    X, y = rng.integers(-9, 10, size=(12, 3)), rng.integers(-9, 10, size=12)
    model = fitted(candidate, X, y, alpha=2)
    agrees(model, X, y, 2)
    close(array(model.predict(X), shape=(12,), what="predict(X)"), X @ oracle(X, y, 2)[0] + oracle(X, y, 2)[1], what="predict(X)")
    X, y = sample(rng, 12, 3)
    X[:, 2] = X[:, 1] + 1e-2 * X[:, 2]
    single, target = np.asfortranarray(X, dtype=np.float32), (y + 1000).astype(np.float32)
    agrees(fitted(candidate, single, target, alpha=1e-3), single, target, 1e-3, has_intercept=False)
    X, y = sample(rng, 12, 3, 2)
    strided = np.repeat(X, 2, axis=1)[:, ::2]
    agrees(fitted(candidate, strided, np.repeat(np.asfortranarray(y), 2, axis=1)[:, ::2]), X, y, 1.0, has_intercept=False)


@probe
def outputs(candidate, rng):
    for rows, features, targets, alpha, fit_intercept in [
        (10, 3, None, 2.5, True), (10, 3, None, 2.5, False), (5, 1, None, 0.3, True), (3, 6, None, 0.5, True), (1, 2, None, 1.0, True),
        (9, 3, 3, 4.0, True), (9, 3, 3, 4.0, False), (8, 2, 1, 4.0, True), (12, 3, None, 0.0, True), (12, 3, 2, 0.0, False), (3, 4, 2, 1e6, True),
    ]:
        X, y = sample(rng, rows, features, targets)
        yield lambda: plain(candidate, X, y, alpha=alpha, fit_intercept=fit_intercept)
    X, y = sample(rng, 8, 4)
    yield lambda: plain(candidate, X, y)
    X[:, 1], X[:, 3] = 2.5, 2 * X[:, 0]
    yield lambda: plain(candidate, X, y, alpha=0.5)
    X, y = sample(rng, 9, 2)
    X[:, 1] = X[:, 0] + 1e-2 * X[:, 1]
    yield lambda: plain(candidate, X.astype(np.float32), (y + 1000).astype(np.float32), alpha=1e-3)
    yield lambda: plain(candidate, np.round(10 * X).astype(int), np.round(y).astype(int), alpha=2)
    yield lambda: (model := candidate.Ridge()).fit(X, y) == model
    yield lambda: again(candidate, X, y)
    yield lambda: fitted(candidate, X, y, alpha=-1.0) is None


def again(candidate, X, y):
    model = fitted(candidate, X[:5, :1], np.column_stack([y, -y])[:5])
    model.fit(X, y)
    return [np.asarray(model.coef_), float(model.intercept_), np.asarray(model.predict(X))]


def plain(candidate, X, y, **settings):
    model = fitted(candidate, X, y, **settings)
    intercept = np.broadcast_to(model.intercept_, np.shape(y)[1:])
    return [np.asarray(model.coef_), np.array(intercept), np.asarray(model.predict(np.asarray(X)[::2] + 1.5))]


@workload("rows", sizes=(2_000, 8_000, 32_000), why_slow="a Python loop over rows, or a rows x rows matrix; form the features x features matrix X.T @ X once")
def growing(candidate, rng, n):
    X, y = sample(rng, n, 10)
    model = candidate.Ridge(alpha=2.0)
    return lambda: model.fit(X, y)
