from types import SimpleNamespace

import numpy as np

from hotseat.judge.checks import array, check, close, expect, probe, workload


def fitted(candidate, X, k=None, rtol=1e-6):
    """A fitted model whose attributes have the right shapes, and its four attributes as arrays."""
    model = candidate.PCA() if k is None else candidate.PCA(n_components=k)
    expect(model.fit(X) == model, "fit should return the model itself.")
    kept = min(X.shape) if k is None else k
    return (
        model,
        array(model.mean_, shape=(X.shape[1],), what="mean_"),
        array(model.components_, shape=(kept, X.shape[1]), what="components_"),
        array(model.explained_variance_, shape=(kept,), what="explained_variance_"),
        array(model.explained_variance_ratio_, shape=(kept,), what="explained_variance_ratio_"),
    )


def oracle(X, k):
    """The singular value decomposition of the centred rows."""
    X = np.asarray(X, dtype=float)
    mean = X.mean(axis=0)
    _, values, rows = np.linalg.svd(X - mean, full_matrices=False)
    variances = values**2 / (len(X) - 1)
    return SimpleNamespace(mean_=mean, components_=rows[:k], explained_variance_=variances[:k], explained_variance_ratio_=variances[:k] / variances.sum())


def turned(got, wanted):
    """got with each row's sign turned towards wanted's."""
    signs = np.sign((got * wanted).sum(axis=1, keepdims=True))
    return got * np.where(signs == 0, 1, signs)


def stretched(rng, n, d, shift=3.0):
    """Rows with clearly different variances along random directions, so that every component is unique up to its sign."""
    axes = np.linalg.qr(rng.normal(size=(d, d)))[0]
    rows = np.linalg.qr(rng.normal(size=(n, min(n, d))))[0] * np.sqrt(n) if n > d else rng.normal(size=(n, d))
    rows = rows[:, :d] * 1.6 ** np.arange(d)[::-1][: rows.shape[1]]
    return rows @ axes[: rows.shape[1]] + shift * rng.normal(size=d)


@check("the components are the directions of largest variance", is_shown=True)
def components(candidate, rng):
    """The components are not the directions of largest variance: centre the columns, then order from the largest variance down, one direction per row."""
    X = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [4.0, 4.0]])
    _, mean, directions, _, _ = fitted(candidate, X, 1)
    close(mean, [2.5, 2.5], what="mean_", because="mean_ should hold the mean of each column.")
    close(np.abs(directions), [[0.5**0.5, 0.5**0.5]], what="the absolute components_")
    for n, d, k in [(50, 6, 3), (12, 4, None), (6, 1, 1)]:
        X = stretched(rng, n, d, shift=8.0)
        _, mean, directions, _, _ = fitted(candidate, X, k)
        wanted = oracle(X, k)
        close(mean, wanted.mean_, what="mean_", because="mean_ should hold the mean of each column.")
        close(turned(directions, wanted.components_), wanted.components_, rtol=1e-5, atol=1e-7, what="components_ (after turning signs)")


@check("explained_variance_ divides by n - 1", is_shown=True)
def variance(candidate, rng):
    """explained_variance_ is off: it is the variance of the projected rows with n - 1 in the denominator, the squared singular value over n - 1."""
    for n, d, k in [(30, 4, 2), (9, 3, None), (2, 3, 1)]:
        X = rng.normal(size=(n, d)) * 3 + 1
        _, _, _, got, _ = fitted(candidate, X, k)
        close(got, oracle(X, k).explained_variance_, what="explained_variance_", atol=1e-9)


@check("the ratio refers to the variance of all columns")
def ratio(candidate, rng):
    """explained_variance_ratio_ is off: divide by the total variance of all columns, not by that of the kept components."""
    for n, d, k, scale in [(25, 5, 2, 1e3), (30, 3, 1, 1e-4)]:
        X = rng.normal(size=(n, d)) * np.arange(1, d + 1) * scale
        _, _, _, _, got = fitted(candidate, X, k)
        close(got, oracle(X, k).explained_variance_ratio_, what="explained_variance_ratio_", atol=1e-9)


@check("transform uses the mean of the fitted rows")
def transform(candidate, rng):
    """transform must subtract mean_ (the mean of the rows of fit, not of the new ones) and project on the components, without rescaling."""
    for n, d, k in [(40, 4, 2), (5, 6, 3)]:
        X, new = stretched(rng, n, d), rng.normal(size=(7, d)) * 2 + 5
        model, mean, directions, _, _ = fitted(candidate, X, k)
        for rows in (X, new, new[:1]) if n == 40 else (new, new[:0]):
            got = array(model.transform(rows), shape=(len(rows), len(directions)), what="transform(X)")
            close(got, (rows - mean) @ directions.T, what="transform(X)", atol=1e-7)
            wanted = (rows - X.mean(axis=0)) @ oracle(X, k).components_.T
            close(np.abs(got), np.abs(wanted), rtol=1e-5, atol=1e-6, what="the absolute transform(X)")


@check("inverse_transform undoes transform")
def inverse(candidate, rng):
    """inverse_transform must map coordinates back by the components and add mean_: with all components it gives the rows back, with fewer the nearest points of the kept plane."""
    X = stretched(rng, 30, 4, shift=6.0)
    model, *_ = fitted(candidate, X)
    close(model.inverse_transform(array(model.transform(X), shape=(30, 4))), X, atol=1e-7, what="inverse_transform(transform(X))")
    model, mean, directions, _, _ = fitted(candidate, X, 2)
    Z = rng.normal(size=(6, 2)) * 3
    close(model.inverse_transform(Z), Z @ directions + mean, atol=1e-7, what="inverse_transform(Z)")
    back = model.inverse_transform(array(model.transform(X), shape=(30, 2)))
    kept = oracle(X, 2).components_
    close(back, (X - X.mean(axis=0)) @ kept.T @ kept + X.mean(axis=0), rtol=1e-5, atol=1e-6, what="inverse_transform(transform(X))")
    close(array(model.inverse_transform(Z[:0]), shape=(0, 4), what="inverse_transform of no rows"), np.empty((0, 4)))


@check("the columns keep their scales")
def scales(candidate, rng):
    """A column with a large scale must dominate the first component: PCA centres the columns and does not standardise them."""
    X = rng.normal(size=(40, 3)) * np.array([1.0, 100.0, 10.0])
    _, _, directions, got, _ = fitted(candidate, X, 2)
    wanted = oracle(X, 2)
    close(turned(directions, wanted.components_), wanted.components_, rtol=1e-5, atol=1e-6, what="components_ (after turning signs)")
    close(got, wanted.explained_variance_, what="explained_variance_")


@check("constant columns change nothing")
def constant_columns(candidate, rng):
    """Constant columns must get no weight and no NaN: their variance is zero and nothing may divide by it."""
    X = np.column_stack([np.full(20, 7.0), stretched(rng, 20, 2), np.zeros(20)])
    wanted = oracle(X, 2)
    model, mean, directions, got, share = fitted(candidate, X)
    close(mean, X.mean(axis=0), what="mean_")
    close(turned(directions[:2], wanted.components_), wanted.components_, rtol=1e-5, atol=1e-7, what="the first two components_ (after turning signs)")
    close(directions @ directions.T, np.eye(4), atol=1e-7, what="components_ times its transpose", because="The components should be orthonormal rows.")
    close(got, [*wanted.explained_variance_, 0, 0], atol=1e-9, what="explained_variance_")
    close(share, [*wanted.explained_variance_ratio_, 0, 0], atol=1e-9, what="explained_variance_ratio_")
    close(model.inverse_transform(array(model.transform(X), shape=(20, 4))), X, atol=1e-7, what="inverse_transform(transform(X))")


@check("constant data give zeros")
def no_variance(candidate, rng):
    """Data without any variance must give zero variances and zero ratios, not 0/0."""
    X = np.tile(rng.integers(1, 9, size=3).astype(float), (5, 1))
    _, mean, _, got, share = fitted(candidate, X, 2)
    close(mean, X[0], what="mean_")
    close(got, [0, 0], what="explained_variance_")
    close(share, [0, 0], what="explained_variance_ratio_")


@check("fewer rows than columns")
def wide(candidate, rng):
    """With fewer rows than columns there are min(n, d) components, each a direction in the d columns, orthonormal even where the variance is zero."""
    for n, d in [(4, 7), (2, 5)]:
        X = rng.normal(size=(n, d)) * 2 + 4
        model, _, directions, got, share = fitted(candidate, X)
        wanted = oracle(X, None)
        close(directions @ directions.T, np.eye(n), atol=1e-7, what="components_ times its transpose", because="The components should be orthonormal rows.")
        close(turned(directions, wanted.components_)[: n - 1], wanted.components_[: n - 1], rtol=1e-5, atol=1e-6, what="the first n - 1 components_")
        close(got, wanted.explained_variance_, atol=1e-9, what="explained_variance_")
        expect(bool(np.all(np.isfinite(share))), "explained_variance_ratio_ should be finite.", got=share)
        close(share, wanted.explained_variance_ratio_, atol=1e-9, what="explained_variance_ratio_")
        close(model.inverse_transform(array(model.transform(X), shape=(n, n))), X, atol=1e-7, what="inverse_transform(transform(X))")


@check("data far from the origin keep their digits")
def far_away(candidate, rng):
    """With a mean near 1e6 the variances lost their digits: subtract the mean from the rows first, not from the second moments afterwards."""
    X = stretched(rng, 40, 3, shift=0.0)
    far = X + 1e6
    model, mean, directions, got, _ = fitted(candidate, far, 3)
    wanted = oracle(X, 3)
    close(mean, far.mean(axis=0), rtol=1e-12, what="mean_")
    close(got, wanted.explained_variance_, what="explained_variance_")
    close(turned(directions, wanted.components_), wanted.components_, rtol=0, atol=1e-6, what="components_ (after turning signs)")
    coordinates = array(model.transform(far), shape=(40, 3), what="transform(X)")
    close(np.abs(coordinates), np.abs((X - X.mean(axis=0)) @ wanted.components_.T), rtol=0, atol=1e-5, what="the absolute transform(X)")
    close(model.inverse_transform(coordinates), far, rtol=0, atol=1e-6, what="inverse_transform(transform(X))")


@check("whole numbers and float32 work")
def dtypes(candidate, rng):
    """Integer or float32 rows gave another result than the same values in float64: convert before centring."""
    whole = rng.integers(0, np.array([250, 120, 50]), size=(25, 3))
    wanted = oracle(whole, 2)
    for X in (whole.astype(np.uint8), whole.astype(np.float32)):
        model, mean, directions, got, _ = fitted(candidate, X, 2)
        close(mean, wanted.mean_, rtol=1e-4, what="mean_")
        close(got, wanted.explained_variance_, rtol=1e-4, what="explained_variance_")
        close(turned(directions, wanted.components_), wanted.components_, rtol=1e-3, atol=1e-3, what="components_ (after turning signs)")
        close(model.transform(X), (whole - mean) @ directions.T, rtol=1e-3, atol=1e-2, what="transform(X)")


@check("inputs stay as they are")
def untouched(candidate, rng):
    """An input changed, the memory layout mattered or a second fit did not start afresh: centre a copy, do not use -= on the caller's array."""
    X = stretched(rng, 12, 3)
    model, *_ = fitted(candidate, np.asfortranarray(X[:, :2] * 3 + 1))
    model.fit(np.repeat(X, 2, axis=1)[:, ::2])
    mean, directions = array(model.mean_, shape=(3,), what="mean_"), array(model.components_, shape=(3, 3), what="components_ after a second fit")
    wanted = oracle(X, 3)
    close(mean, wanted.mean_, what="mean_ after a second fit", because="A second fit must start afresh.")
    close(turned(directions, wanted.components_), wanted.components_, rtol=1e-5, atol=1e-7, what="components_ after a second fit (after turning signs)")
    Z = rng.normal(size=(4, 3))
    close(model.transform(X), (X - mean) @ directions.T, atol=1e-7, what="transform(X)")
    close(model.inverse_transform(Z), Z @ directions + mean, atol=1e-7, what="inverse_transform(Z)")


def described(candidate, X, k=None, new=None):
    """Everything that is unique: components turned so that their largest entry is positive."""
    model = candidate.PCA() if k is None else candidate.PCA(n_components=k)
    is_model = model.fit(X) == model
    directions = np.asarray(model.components_, dtype=float)
    signs = np.sign(directions[np.arange(len(directions)), np.abs(directions).argmax(axis=1)])
    new = X if new is None else new
    Z = np.asarray(model.transform(new))
    return [is_model, np.asarray(model.mean_), directions * signs[:, None], np.asarray(model.explained_variance_).round(9), np.asarray(model.explained_variance_ratio_).round(9), (Z * signs).round(6), np.asarray(model.inverse_transform(Z))]


@probe
def outputs(candidate, rng):
    for n, d, k in [(30, 4, 4), (30, 4, 2), (12, 3, None), (20, 5, 1), (5, 6, 3), (2, 3, 1), (6, 1, None)]:
        X = stretched(rng, n, d)
        new = rng.normal(size=(4, d)) + 5
        yield lambda: described(candidate, X, k, new)
        yield lambda: described(candidate, X * 10.0 ** np.arange(d), min(k or d, 2), new)
    X = stretched(rng, 20, 2)
    yield lambda: described(candidate, np.column_stack([np.full(20, 7.0), X, np.zeros(20)]), 2)

    def spread(rows, k=None):
        model = candidate.PCA(n_components=k).fit(rows)
        directions = np.asarray(model.components_, dtype=float)
        back = np.asarray(model.inverse_transform(np.asarray(model.transform(rows))))
        parts = [model.mean_, directions @ directions.T, model.explained_variance_, model.explained_variance_ratio_, back]
        return [np.asarray(part).round(6) + 0.0 for part in parts]

    for n, d in [(4, 7), (2, 5), (3, 3)]:
        wide_rows = rng.normal(size=(n, d)) * 2 + 4
        yield lambda: spread(wide_rows)
    yield lambda: spread(np.column_stack([np.full(20, 7.0), X, np.zeros(20)]))
    yield lambda: [np.asarray(v).round(9) for v in spread(np.full((5, 3), 2.0), 2)[2:]]
    far = stretched(rng, 30, 3, shift=0.0) + 1e6

    def distant():
        model = candidate.PCA(n_components=2).fit(far)
        return [np.asarray(model.explained_variance_).round(4), np.abs(np.asarray(model.components_)).round(4)]

    yield distant
    yield lambda: np.asarray(candidate.PCA(n_components=1).fit(X * 1e-3).explained_variance_ratio_)
    whole = rng.integers(0, np.array([250, 120, 50]), size=(25, 3))
    yield lambda: described(candidate, whole, 2)
    yield lambda: described(candidate, whole.astype(np.uint8), 2)
    yield lambda: np.asarray(candidate.PCA(n_components=2).fit(whole.astype(np.float32)).explained_variance_).round(0)
    yield lambda: np.asarray(candidate.PCA(n_components=2).fit(X).transform(X[:0])).shape

    def twice():
        model = candidate.PCA()
        model.fit(X[:, :1])
        model.fit(whole * 1.0)
        return np.asarray(model.explained_variance_).round(6)

    yield twice
    yield lambda: np.asarray(candidate.PCA(n_components=2).fit(X).inverse_transform(X[:0])).shape


@workload("rows", sizes=(300, 900, 2_700), why_slow="numpy.linalg.svd builds an n x n matrix of left singular vectors unless full_matrices=False")
def growing(candidate, rng, n):
    X = rng.normal(size=(n, 16))
    model = candidate.PCA(n_components=5)
    return lambda: model.fit(X)
