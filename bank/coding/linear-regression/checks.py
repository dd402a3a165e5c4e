import numpy as np

from hotseat.judge.checks import array, check, close, expect, lines, number, probe, workload


def oracle(X, y, fit_intercept=True):
    """Smallest least-squares solution: LAPACK's on centred data, then the intercept of the centred problem."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    x_mean = X.mean(axis=0) if fit_intercept else np.zeros(X.shape[1])
    y_mean = y.mean() if fit_intercept else 0.0
    coef = np.linalg.lstsq(X - x_mean, y - y_mean, rcond=1e-11)[0]
    return coef, y_mean - x_mean @ coef


def sample(rng, rows, features, shift=3.0):
    X = rng.normal(size=(rows, features)) + shift * rng.uniform(0.5, 1.5, size=features)
    return X, X @ rng.normal(size=features) + rng.uniform(2, 5) + rng.normal(size=rows)


def fitted(candidate, X, y, **settings):
    model = candidate.LinearRegression(**settings)
    model.fit(X, y)
    return model


def agrees(model, X, y, fit_intercept=True, rtol=1e-6, has_intercept=True):
    coef, intercept = oracle(X, y, fit_intercept)
    close(array(model.coef_, shape=coef.shape, what="coef_"), coef, rtol=rtol, atol=1e-8, what="coef_")
    if not has_intercept:
        return
    scale = abs(intercept) + np.abs(np.asarray(X, dtype=float)).max() * np.abs(coef).sum()
    close(number(model.intercept_, what="intercept_"), intercept, rtol=rtol, atol=1e-8 + 1e-9 * scale, what="intercept_")


@check("the line is found", is_shown=True)
def line(candidate, rng):
    """The slope or the intercept of a line is off: centre X and y, fit the slope, then take intercept = mean(y) - mean(X) @ coef_."""
    x = np.array([[1.0], [2.0], [3.0], [4.0]])
    y = np.array([5.0, 6.5, 9.5, 11.0])
    model = fitted(candidate, x, y)
    coef, intercept = oracle(x, y)
    found, start = array(model.coef_, shape=(1,), what="coef_"), number(model.intercept_, what="intercept_")

    def picture():
        return lines(x, x[:, 0] * found[0] + start, x[:, 0] * coef[0] + intercept, "Fitted and least-squares line")

    close(found, coef, what="coef_", picture=picture)
    close(start, intercept, what="intercept_", picture=picture)


@check("predictions follow from the coefficients", is_shown=True)
def predictions(candidate, rng):
    """predict is off although it should be X @ coef_ + intercept_, one number per row."""
    X, y = sample(rng, 12, 3)
    for fit_intercept in (True, False):
        model = fitted(candidate, X, y, fit_intercept=fit_intercept)
        coef, intercept = array(model.coef_, shape=(3,), what="coef_"), number(model.intercept_, what="intercept_")
        expect(bool(np.any(coef)), "coef_ is still all zeros after fit.", got=coef)
        for rows in (7, 1):
            new = rng.normal(size=(rows, 3)) * 5
            close(array(model.predict(new), shape=(rows,), what="predict(X)"), new @ coef + intercept, what="predict(X)")


@check("the coefficients are the least-squares ones")
def coefficients(candidate, rng):
    """The coefficients are not those of least squares: another objective was minimised, or a penalty was added."""
    for rows, features in [(5, 4), (40, 8)]:
        X, y = sample(rng, rows, features)
        agrees(fitted(candidate, X, y), X, y)
    X, y = sample(rng, 20, 3)
    X = X * np.array([0.01, 1.0, 300.0])
    agrees(fitted(candidate, X, y), X, y, has_intercept=False)


@check("without an intercept the fit passes through the origin")
def through_origin(candidate, rng):
    """With fit_intercept=False nothing may be centred: intercept_ is 0.0 and the coefficients minimise ||y - Xw||."""
    for rows, features in [(12, 4), (6, 1)]:
        X, y = sample(rng, rows, features)
        model = fitted(candidate, X, y, fit_intercept=False)
        close(number(model.intercept_, what="intercept_"), 0.0, rtol=0, atol=0, what="intercept_")
        coef, _ = oracle(X, y, False)
        close(array(model.coef_, shape=(features,), what="coef_"), coef, what="coef_")


@check("the score is R squared")
def score(candidate, rng):
    """score should be 1 minus the squared error of the predictions divided by that of the mean of y: it is 1 for a perfect fit."""
    X, y = sample(rng, 10, 2)
    model = fitted(candidate, X, y)
    errors = y - X @ oracle(X, y)[0] - oracle(X, y)[1]
    close(number(model.score(X, y), what="score(X, y)"), 1 - errors @ errors / np.sum((y - y.mean()) ** 2), what="score(X, y)")
    close(number(model.score(X, X @ oracle(X, y)[0] + oracle(X, y)[1]), what="score(X, y)"), 1.0, what="score(X, y)")


@check("the score judges predictions on new data")
def score_on_new_data(candidate, rng):
    """The score on data that was not fitted is off: it compares with the mean of the y it is given, and may be negative."""
    X, y = sample(rng, 10, 2)
    new, targets = sample(rng, 6, 2, shift=-2.0)
    for fit_intercept in (True, False):
        model = fitted(candidate, X, y, fit_intercept=fit_intercept)
        coef, intercept = oracle(X, y, fit_intercept)
        errors = targets - new @ coef - intercept
        expected = 1 - errors @ errors / np.sum((targets - targets.mean()) ** 2)
        close(number(model.score(new, targets), what="score(X, y)"), expected, what="score(X, y)")


@check("fit returns the model")
def chaining(candidate, rng):
    """fit must return the model itself, so that calls can be chained: end it with return self."""
    X, y = sample(rng, 5, 2)
    model = candidate.LinearRegression()
    expect(model.fit(X, y) == model, got="something else", expected="the model itself")


@check("collinear and constant columns get the smallest coefficients")
def rank_deficient(candidate, rng):
    """Columns that are collinear or constant leave many equally good fits: take the one with the smallest coefficients (pseudo-inverse of the centred X); a constant column gets 0."""
    for fit_intercept in (True, False):
        X = rng.integers(-5, 6, size=(8, 4)).astype(float)
        X[:, :2] += np.array([[0, 3], [1, -2], [4, 0], [2, 2], [0, 0], [-3, 1], [1, 5], [-2, -4]])
        X[:, 2] = 2 * X[:, 0]
        X[:, 3] = X[:, 0] - X[:, 1]
        y = rng.normal(size=8) + 3
        agrees(fitted(candidate, X, y, fit_intercept=fit_intercept), X, y, fit_intercept, has_intercept=fit_intercept)
        y = y - 20
        X[:, 3] = 2.5
        agrees(fitted(candidate, X, y, fit_intercept=fit_intercept), X, y, fit_intercept, has_intercept=False)
    X = np.full((4, 1), 3.0)
    agrees(fitted(candidate, X, y[:4]), X, y[:4])


@check("with few rows the smallest coefficients are chosen")
def wide(candidate, rng):
    """With no more rows than features many coefficients fit perfectly: the smallest of them were asked for, and the intercept does not count in the norm (centre, do not add a column of ones)."""
    for rows, features in [(3, 6), (4, 4), (1, 3)]:
        X, y = sample(rng, rows, features)
        agrees(fitted(candidate, X, y), X, y)
    X, y = sample(rng, 3, 5)
    close(array(fitted(candidate, X, y, fit_intercept=False).coef_, shape=(5,), what="coef_"), oracle(X, y, False)[0], what="coef_")


@check("columns far from zero keep their precision")
def far_from_zero(candidate, rng):
    """A column with mean 1e6 and spread 1 lost its digits: forming X'X without centring squares the large mean. Centre first."""
    X = rng.normal(size=(20, 3)) + np.array([1e6, 0.0, -1e6])
    y = (X - np.array([1e6, 0.0, -1e6])) @ np.array([1.5, -2.0, 0.5]) + 4 + 0.1 * rng.normal(size=20)
    model = fitted(candidate, X, y)
    close(array(model.coef_, shape=(3,), what="coef_"), oracle(X, y)[0], rtol=1e-5, what="coef_")
    close(array(model.predict(X), shape=(20,)), X @ oracle(X, y)[0] + oracle(X, y)[1], rtol=0, atol=1e-4, what="predict(X)")
    X, y = sample(rng, 20, 3)
    y += 1e6
    model = fitted(candidate, X, y)
    close(array(model.coef_, shape=(3,), what="coef_"), oracle(X, y)[0], what="coef_")
    close(number(model.score(X[:15], y[:15]), what="score(X, y)"), expected_score(X, y, 15), what="score(X, y)")


@check("the data is left alone")
def untouched(candidate, rng):
    """The caller's arrays changed."""
    X, y = sample(rng, 6, 2)
    model = fitted(candidate, X, y)
    model.predict(X)
    number(model.score(X, y), what="score(X, y)")


@check("a second fit starts afresh")
def refit(candidate, rng):
    """Fitting the same model to other data must give what a new model gives: something of the first fit stayed."""
    model = fitted(candidate, *sample(rng, 8, 3))
    X, y = sample(rng, 9, 2)
    model.fit(X, y)
    agrees(model, X, y)
    close(model.predict(X[:2]), X[:2] @ oracle(X, y)[0] + oracle(X, y)[1], what="predict(X)")


@check("integers, float32 and any memory layout")
def awkward_arrays(candidate, rng):
    """An awkward but legal input failed: integers, float32 (compute in float64), Fortran order or a strided view."""
    X, y = rng.integers(-9, 10, size=(12, 3)), rng.integers(-9, 10, size=12)
    model = fitted(candidate, X, y)
    agrees(model, X, y)
    close(number(model.score(X[:9], y[:9])), expected_score(X, y, 9), what="score(X, y)")
    X, y = sample(rng, 12, 3)
    X[:, 2] = X[:, 1] + 1e-3 * X[:, 2]
    single, target = np.asfortranarray(X, dtype=np.float32), (y + 1000).astype(np.float32)
    model = fitted(candidate, single, target)
    agrees(model, single, target)
    close(number(model.score(single[:9], target[:9])), expected_score(single, target, 9), what="score(X, y)")
    strided = np.repeat(X, 2, axis=1)[:, ::2]
    agrees(fitted(candidate, strided, np.repeat(y, 2)[::2]), X, y, has_intercept=False)


def expected_score(X, y, rows):
    coef, intercept = oracle(X, y)
    X, y = X.astype(float), y.astype(float)
    errors = y[:rows] - X[:rows] @ coef - intercept
    return 1 - errors @ errors / np.sum((y[:rows] - y[:rows].mean()) ** 2)


@probe
def outputs(candidate, rng):
    for rows, features, fit_intercept in [(10, 3, True), (10, 3, False), (4, 1, True), (5, 4, True), (3, 6, True), (3, 6, False), (1, 2, True), (4, 4, True)]:
        X, y = sample(rng, rows, features)
        new = rng.normal(size=(4, features))
        targets = rng.normal(size=4) - 3
        yield lambda: plain(candidate, X, y, new, targets, fit_intercept)
    X = rng.integers(-5, 6, size=(8, 4)) + np.eye(8, 4)
    X[:, 2] = 2 * X[:, 0]
    yield lambda: plain(candidate, X, y := rng.normal(size=8), X[:4], y[:4], True)
    X[:, 3] = 2.5
    y = rng.normal(size=8)
    yield lambda: plain(candidate, X, y, X[:4], y[:4], True)
    yield lambda: plain(candidate, X, y, X[:4], y[:4], False)
    yield lambda: fitted(candidate, np.full((4, 1), 3.0), y[:4]).coef_
    X = rng.normal(size=(20, 3)) + np.array([1e6, 0.0, -1e6])
    y = (X - np.array([1e6, 0.0, -1e6])) @ np.array([1.5, -2.0, 0.5]) + 0.1 * rng.normal(size=20)
    yield lambda: [float(f"{v:.4g}") for v in fitted(candidate, X, y).coef_]
    X, y = sample(rng, 9, 2)
    X = X * np.array([0.01, 100.0])
    single = X.astype(np.float32)
    single[:, 1] = single[:, 0] + 1e-3 * rng.normal(size=9)
    target = (y + 1000).astype(np.float32)
    yield lambda: plain(candidate, single, target, single[:4], target[:4], True)
    yield lambda: plain(candidate, X, y + 1e6, X[:5], y[:5] + 1e6, True)
    yield lambda: plain(candidate, np.round(X).astype(int), np.round(y).astype(int), X[:4], y[:4], True)
    yield lambda: (model := candidate.LinearRegression()).fit(X, y) == model
    yield lambda: again(candidate, X, y)


def again(candidate, X, y):
    model = fitted(candidate, X[:5, :1], y[:5])
    model.fit(X, y)
    return [model.coef_, model.intercept_]


def plain(candidate, X, y, new, targets, fit_intercept):
    model = fitted(candidate, X, y, fit_intercept=fit_intercept)
    return [np.asarray(model.coef_), float(model.intercept_), np.asarray(model.predict(new)), float(model.score(new, targets))]


@workload("rows", sizes=(2_000, 8_000, 32_000), why_slow="a Python loop over rows, or a rows x rows matrix (full_matrices=True in the SVD); work with features x features or rows x features arrays")
def growing(candidate, rng, n):
    X, y = sample(rng, n, 10)
    model = candidate.LinearRegression()
    return lambda: model.fit(X, y)
