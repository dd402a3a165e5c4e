import numpy as np

from hotseat.judge.checks import array, check, close, expect, lines, number, probe, same, workload


def centred(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    return X - X.mean(axis=0), y - y.mean()


def sweeps(X, y, alpha, max_iter=1000, tol=1e-6):
    """Coordinate descent where each step looks for the smallest of the three candidates: both parabolas' vertices and 0."""
    A, b = centred(X, y)
    rows, features = A.shape
    gram, products = (A.T @ A / rows).tolist(), (A.T @ b / rows).tolist()
    w = [0.0] * features
    for count in range(1, max_iter + 1):
        largest = 0.0
        for j in range(features):
            size = gram[j][j]
            if size == 0:
                continue
            slope = products[j] - sum(gram[j][k] * w[k] for k in range(features) if k != j)
            options = [0.0, max((slope - alpha) / size, 0.0), min((slope + alpha) / size, 0.0)]
            best = min(options, key=lambda v: size * v * v / 2 - slope * v + alpha * abs(v))
            largest = max(largest, abs(best - w[j]))
            w[j] = best
        if largest <= tol:
            break
    coef = np.array(w)
    return coef, float(np.asarray(y, dtype=float).mean() - np.asarray(X, dtype=float).mean(axis=0) @ coef), count


def sample(rng, rows, features, strong=2):
    mixing = np.eye(features) + 0.3 * rng.normal(size=(features, features))
    X = rng.normal(size=(rows, features)) @ mixing + rng.uniform(1, 4, size=features)
    weights = np.array([3.0, -2.0, 1.5])[: min(strong, features)]
    return X, X[:, : len(weights)] @ weights + 5 + 0.5 * rng.normal(size=rows)


def slow_pair(rng):
    """Two almost parallel columns: the coefficients creep, for more than 1000 sweeps."""
    x, v = np.array([1.0, -1.0] * 3), np.array([1.0, 1.0, -1.0, -1.0, 0.0, 0.0])
    X = np.column_stack([x, x + 0.05 * v])
    return X, rng.uniform(40, 80) * X.sum(axis=1) + rng.uniform(-5, 5)


def falls_to_zero(rng):
    """In the third sweep at alpha = 0.1 the first coefficient goes from 0.21 to 0, the second moves by 0.06 only."""
    X = np.array([[1.0, 2.5], [-1.0, -2.5], [1.0, -0.5], [-1.0, 0.5]]) * rng.choice([-1, 1])
    return X, X[:, 1] + rng.integers(1, 9)


def fitted(candidate, X, y, **settings):
    model = candidate.Lasso(**settings)
    model.fit(X, y)
    return model


def agrees(model, X, y, rtol=1e-6, has_intercept=True, **settings):
    coef, intercept, count = sweeps(X, y, **settings)
    close(array(model.coef_, shape=coef.shape, what="coef_"), coef, rtol=rtol, atol=1e-9, what="coef_")
    if has_intercept:
        close(number(model.intercept_, what="intercept_"), intercept, rtol=rtol, atol=1e-8, what="intercept_")
    close(number(model.n_iter_, what="n_iter_"), count, rtol=0, atol=0, what="n_iter_")


@check("one column: the slope is soft-thresholded", is_shown=True)
def one_column(candidate, rng):
    """With one column the slope is the soft-thresholded covariance divided by the column's mean square (both of centred data): shrink its size by alpha, keep its sign, stop at 0."""
    x = np.array([[0.0], [1.0], [2.0], [3.0], [4.0]])
    for y in (np.array([1.0, 2.5, 5.5, 6.5, 9.5]), np.array([9.0, 7.5, 5.0, 4.5, 1.0])):
        model = fitted(candidate, x, y, alpha=1.0)
        coef, intercept, _ = sweeps(x, y, 1.0)
        found, start = array(model.coef_, shape=(1,), what="coef_"), number(model.intercept_, what="intercept_")
        with np.errstate(all="ignore"):
            drawn = lines(x, found * x[:, 0] + start, x[:, 0] * coef[0] + intercept, "Fitted and lasso line, alpha = 1")
        close(found, coef, what="coef_", picture=drawn)
        close(start, intercept, what="intercept_", picture=drawn)


@check("predictions follow from the coefficients", is_shown=True)
def predictions(candidate, rng):
    """predict is off although it should be X @ coef_ + intercept_, with intercept_ = mean(y) - mean(X) @ coef_."""
    X, y = sample(rng, 15, 4)
    model = fitted(candidate, X, y, alpha=0.3)
    coef, intercept = array(model.coef_, shape=(4,), what="coef_"), number(model.intercept_, what="intercept_")
    close(intercept, y.mean() - X.mean(axis=0) @ coef, what="intercept_")
    for rows in (6, 1):
        new = rng.normal(size=(rows, 4)) * 3
        close(array(model.predict(new), shape=(rows,), what="predict(X)"), new @ coef + intercept, rtol=1e-9, what="predict(X)")


@check("the minimum is reached")
def optimality(candidate, rng):
    """The result is not the minimum of the objective: where a coefficient is not 0, column @ residual / n must be alpha times its sign, elsewhere at most alpha in size (centred data)."""
    for rows, features, alpha in [(30, 5, 0.05), (12, 4, 1.0)]:
        X, y = sample(rng, rows, features)
        model = fitted(candidate, X, y, alpha=alpha, tol=1e-10, max_iter=3000)
        coef = array(model.coef_, shape=(features,), what="coef_")
        expect(bool(np.isfinite(coef).all()), "coef_ holds NaN or infinity: a division by zero, or updates that grow from sweep to sweep because they do not see each other.", got=coef)
        A, b = centred(X, y)
        slopes = A.T @ (b - A @ coef) / rows
        wanted = np.where(coef == 0, np.clip(slopes, -alpha, alpha), alpha * np.sign(coef))
        close(slopes, wanted, rtol=0, atol=1e-6, what="columns @ residual / n")
        close(coef, sweeps(X, y, alpha, 3000, 1e-10)[0], what="coef_")


@check("each sweep updates the columns in turn")
def each_sweep(candidate, rng):
    """After a few sweeps the coefficients are not those of cyclic coordinate descent: every column is updated once per sweep, in order, from a residual that has all earlier changes in it and leaves out only that column's own part."""
    for rows, features, alpha, max_iter in [(12, 3, 0.2, 1), (15, 5, 0.1, 2), (15, 5, 0.1, 3), (4, 6, 0.1, 7)]:
        X, y = sample(rng, rows, features)
        settings = {"alpha": alpha, "max_iter": max_iter, "tol": 1e-9}
        agrees(fitted(candidate, X, y, **settings), X, y, has_intercept=False, **settings)


@check("the stopping rule is followed")
def stopping(candidate, rng):
    """The number of sweeps is off: stop after the first sweep in which no single coefficient changed by more than tol, at the latest after max_iter; n_iter_ counts the sweeps made."""
    X = np.array([[1.0, 1.0], [-1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]])
    for weights in ([2.0, 1.0], [1.0, -2.0]):
        y = X @ np.array(weights) + rng.integers(1, 9)
        agrees(fitted(candidate, X, y, alpha=0.5, tol=1.2), X, y, has_intercept=False, alpha=0.5, tol=1.2)
    for tol in (0.5, 1e-1, 1e-3, 1e-8):
        X, y = sample(rng, 20, 5)
        agrees(fitted(candidate, X, y, alpha=0.2, tol=tol), X, y, has_intercept=False, alpha=0.2, tol=tol)
    X = rng.normal(size=(30, 3))
    X[:, 2] -= 10
    y = X @ np.array([2.0, -1.0, 0.0]) + X[:, 0] * 0.01
    X[:, 1] += 0.8 * X[:, 0]
    agrees(fitted(candidate, X, y, alpha=0.4, tol=1e-4), X, y, has_intercept=False, alpha=0.4, tol=1e-4)
    X, y = falls_to_zero(rng)
    agrees(fitted(candidate, X, y, alpha=0.1, tol=0.1), X, y, has_intercept=False, alpha=0.1, tol=0.1)


@check("no change, or one of exactly tol, stops")
def boundary_of_tol(candidate, rng):
    """A sweep whose largest change equals tol must be the last one: the rule says changed by more than tol. With tol=0 a sweep without any change ends the fit."""
    X, y = sample(rng, 10, 3)
    model = fitted(candidate, X, y, alpha=1e3, tol=0.0)
    close(model.coef_, np.zeros(3), rtol=0, atol=0, what="coef_")
    same(model.n_iter_, 1, what="n_iter_")
    x = np.array([[1.0], [-1.0], [1.0], [-1.0]])
    for tol, count in [(1.5, 1), (1.4999, 2)]:
        model = fitted(candidate, x, 2 * x[:, 0] + 8, alpha=0.5, tol=tol)
        close(model.coef_, [1.5], what="coef_")
        same(model.n_iter_, count, what="n_iter_")


@check("the defaults are right")
def defaults(candidate, rng):
    """Without arguments alpha is 1.0, max_iter 1000 and tol 1e-6."""
    X, y = sample(rng, 20, 3)
    X, y = 3 * X, 3 * y
    agrees(fitted(candidate, X, y), X, y, alpha=1.0)
    X, y = slow_pair(rng)
    agrees(fitted(candidate, X, y), X, y, alpha=1.0)


@check("a large alpha gives zeros and no larger one is needed")
def largest_alpha(candidate, rng):
    """From alpha = max |column @ y| / n (centred) upwards every coefficient is 0, and just below it the first one enters: the threshold has another scale."""
    X, y = sample(rng, 16, 4)
    A, b = centred(X, y)
    edge = np.abs(A.T @ b).max() / 16
    model = fitted(candidate, X, y, alpha=1.001 * edge)
    close(model.coef_, np.zeros(4), rtol=0, atol=0, what="coef_ above that alpha")
    close(number(model.intercept_, what="intercept_"), y.mean(), what="intercept_")
    model = fitted(candidate, X, y, alpha=0.99 * edge)
    same((array(model.coef_, shape=(4,), what="coef_") != 0).tolist(), (np.abs(A.T @ b) / 16 > 0.99 * edge).tolist(), what="coef_ != 0")


@check("columns keep their scale")
def scales(candidate, rng):
    """Columns on different scales came out wrong: divide by each column's own mean square; the columns are not standardised."""
    X, y = sample(rng, 20, 4)
    X = X * np.array([10.0, 0.02, 1.0, 4.0])
    y = y + X @ np.array([0.2, 3000.0, 1.0, -1.0])
    agrees(fitted(candidate, X, y, alpha=0.3), X, y, has_intercept=False, alpha=0.3)


@check("constant and repeated columns")
def degenerate(candidate, rng):
    """A constant column must keep coefficient 0 (its centred sum of squares is 0, do not divide by it), and of two equal columns the first takes the coefficient."""
    X, y = sample(rng, 8, 4, strong=1)
    X[:, 2] = X[:, 0]
    X[:, 1] = 2.5
    agrees(fitted(candidate, X, y, alpha=0.2), X, y, alpha=0.2)
    X = np.full((4, 2), 3.0)
    agrees(fitted(candidate, X, y[:4], alpha=0.2), X, y[:4], alpha=0.2)


@check("few rows")
def wide(candidate, rng):
    """One row, or fewer rows than features, is legal: at one row everything is centred away and only the intercept is left."""
    X, y = sample(rng, 1, 3)
    agrees(fitted(candidate, X, y, alpha=0.1), X, y, alpha=0.1)
    X, y = sample(rng, 5, 8)
    agrees(fitted(candidate, X, y, alpha=0.5, max_iter=50), X, y, alpha=0.5, max_iter=50)


@check("fit returns the model and forgets the last fit")
def refit(candidate, rng):
    """fit must return the model itself, and fitting again must start from w = 0, as a new model does."""
    model = candidate.Lasso(alpha=0.2)
    X, y = sample(rng, 12, 3)
    expect(model.fit(X, y) == model, "fit must return the model itself: end it with return self.", got="something else", expected="the model itself")
    model.fit(-X, y)
    agrees(model, -X, y, has_intercept=False, alpha=0.2)
    X, y = sample(rng, 9, 2)
    y += 2 * X[:, 0] * np.sign(np.cov(X[:, 0], y)[0, 1])  # no zeros: they are found in one sweep
    for _ in range(2):  # one sweep is enough for who goes on from the last fit
        model.fit(X, y)
        agrees(model, X, y, alpha=0.2)


@check("the data is left alone")
def untouched(candidate, rng):
    """The caller's arrays changed."""
    X, y = sample(rng, 8, 2)
    fitted(candidate, X, y, alpha=0.1).predict(X)


@check("integers, float32 and any memory layout")
def awkward_arrays(candidate, rng):
    """An awkward but legal input failed: integers, float32 (compute in float64), Fortran order or a strided view."""
    X, y = rng.integers(-9, 10, size=(12, 3)), rng.integers(-9, 10, size=12)
    agrees(fitted(candidate, X, y, alpha=1, tol=1e-9), X, y, alpha=1.0, tol=1e-9)
    X, y = sample(rng, 12, 3)
    single, target = np.asfortranarray(X + 100, dtype=np.float32), (y + 1000).astype(np.float32)
    agrees(fitted(candidate, single, target, alpha=0.1, tol=1e-9), single, target, rtol=1e-9, alpha=0.1, tol=1e-9)
    strided = np.repeat(X, 2, axis=1)[:, ::2]
    agrees(fitted(candidate, strided, np.repeat(y, 2)[::2], alpha=0.1), X, y, has_intercept=False, alpha=0.1)


@probe
def outputs(candidate, rng):
    for rows, features, alpha, max_iter, tol in [
        (10, 1, 0.5, 1000, 1e-6), (20, 3, 0.4, 3000, 1e-10), (15, 5, 0.1, 1, 1e-9), (15, 5, 0.1, 2, 1e-9), (15, 5, 0.1, 7, 1e-9), (12, 4, 0.2, 1000, 0.5),
        (12, 5, 0.2, 1000, 1e-2), (20, 5, 0.2, 1000, 1e-4), (1, 3, 0.1, 10, 1e-6), (4, 6, 0.3, 40, 1e-6), (10, 3, 1e3, 5, 0.0), (2, 2, 0.5, 50, 1e-6),
    ]:
        X, y = sample(rng, rows, features)
        yield lambda: plain(candidate, X, y, alpha=alpha, max_iter=max_iter, tol=tol)
    X = np.array([[1.0, 1.0], [-1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]])
    for weights in ([2.0, 1.0], [1.0, -2.0], [-1.5, 1.5]):
        y = X @ np.array(weights) + 3
        yield lambda: plain(candidate, X, y, alpha=0.5, tol=1.2)
    X, y = falls_to_zero(rng)
    yield lambda: plain(candidate, X, y, alpha=0.1, tol=0.1)
    x = np.array([[1.0], [-1.0], [1.0], [-1.0]])
    yield lambda: plain(candidate, x, 2 * x[:, 0] + 8, alpha=0.5, tol=1.5)
    X, y = sample(rng, 20, 4)
    yield lambda: plain(candidate, 3 * X, 3 * y)
    scaled = X * np.array([10.0, 0.02, 1.0, 4.0])
    yield lambda: plain(candidate, scaled, y + scaled @ np.array([0.2, 3000.0, 1.0, -1.0]), alpha=0.3)
    yield lambda: plain(candidate, X, -y, alpha=0.3)
    X[:, 2], X[:, 1] = X[:, 0], 2.5
    yield lambda: plain(candidate, X, y, alpha=0.2)
    yield lambda: plain(candidate, np.full((4, 2), 3.0), y[:4], alpha=0.2)
    X, y = slow_pair(rng)
    yield lambda: plain(candidate, X, y)
    X, y = sample(rng, 9, 3)
    yield lambda: plain(candidate, (X + 100).astype(np.float32), (y + 1000).astype(np.float32), alpha=0.1, tol=1e-9)
    yield lambda: plain(candidate, np.round(5 * X).astype(int), np.round(5 * y).astype(int), alpha=1, tol=1e-9)
    yield lambda: (model := candidate.Lasso()).fit(X, y) == model
    yield lambda: again(candidate, X, y)


def again(candidate, X, y):
    model = fitted(candidate, X[:5, :2], y[:5], alpha=0.2)
    model.fit(X, y)
    model.fit(-X, y)
    return [np.asarray(model.coef_), float(model.intercept_), int(model.n_iter_)]


def plain(candidate, X, y, **settings):
    model = fitted(candidate, X, y, **settings)
    return [np.asarray(model.coef_), float(model.intercept_), int(model.n_iter_), np.asarray(model.predict(np.asarray(X)[::2] + 1.5))]


@workload("rows", sizes=(2_000, 8_000, 32_000), why_slow="computing y - X @ w afresh for every coordinate costs a whole sweep per update; keep one residual up to date, or form the Gram matrix once")
def growing(candidate, rng, n):
    X, y = sample(rng, n, 10)
    model = candidate.Lasso(alpha=0.1, max_iter=10, tol=1e-12)
    return lambda: model.fit(X, y)
