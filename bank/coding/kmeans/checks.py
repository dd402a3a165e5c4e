import warnings

import numpy as np
from scipy.cluster.vq import kmeans2
from scipy.spatial.distance import cdist

from hotseat.judge.checks import array, check, close, clusters, expect, number, probe, same, workload


def lloyd(X, init, rounds):
    """SciPy's Lloyd iteration (it keeps empty centroids in place), then labels and inertia of the final centroids."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        centers, _ = kmeans2(np.asarray(X, dtype=float), np.array(init, dtype=float), iter=rounds, minit="matrix", missing="warn")
    squared = cdist(X, centers, "sqeuclidean")
    return centers, squared.argmin(axis=1), squared.min(axis=1).sum()


def agrees(model, X, init, rounds, rtol=1e-6):
    centers, labels, inertia = lloyd(X, init, rounds)
    got = array(model.labels_, shape=(len(X),), kind="int", what="labels_")
    close(array(model.cluster_centers_, shape=centers.shape, what="cluster_centers_"), centers, rtol=rtol, atol=rtol * 1e-2, what="cluster_centers_")
    same(got, labels, what="labels_", picture=(lambda: clusters(X, got, labels)) if X.shape[1] == 2 else None)
    close(number(model.inertia_, what="inertia_"), inertia, rtol=rtol, what="inertia_")


def blobs(rng, n, d, k, spread=1.0):
    middles = rng.normal(scale=4, size=(k, d))
    return middles[rng.integers(k, size=n)] + rng.normal(scale=spread, size=(n, d))


def valley(rng, n=60, k=10):
    """Evenly spaced points on a line with all first centroids at its left end: many rounds until nothing changes."""
    X = np.linspace(0, 1, n)[:, None] ** 2 + rng.uniform(0, 1e-3, size=(n, 1))
    X = X * rng.choice([1e-3, 1e3])
    return X, np.sort(X, axis=0)[:k]


@check("two far groups are found", is_shown=True)
def far_groups(candidate, rng):
    """Two well separated groups came out wrong: assign to the nearest centroid, move to the mean, and sum the squared distances for inertia_."""
    X = np.concatenate([rng.normal(size=(12, 2)), rng.normal(size=(9, 2)) + 30])
    model = candidate.KMeans(n_clusters=2, init=X[[0, -1]])
    expect(model.fit(X) == model, "fit should return the model itself.")
    expect(np.asarray(model.labels_).dtype.kind in "iu", "labels_ should hold integers.", got=model.labels_)
    agrees(model, X, X[[0, -1]], 100)


@check("every row goes to its nearest centroid", is_shown=True)
def nearest(candidate, rng):
    """predict must give the index of the centroid at the smallest Euclidean distance, for any rows, with the centroids that fit ended with."""
    for n, d, k in [(40, 2, 3), (30, 5, 4)]:
        X, new = blobs(rng, n, d, k, 2.0), rng.normal(scale=5, size=(50, d))
        model = candidate.KMeans(n_clusters=k, init=X[:k].copy()).fit(X)
        centers = array(model.cluster_centers_, shape=(k, d), what="cluster_centers_")
        wanted = cdist(new, centers).argmin(axis=1)
        got = array(model.predict(new), shape=(50,), kind="int", what="predict(X)")
        same(got, wanted, what="predict(X)", picture=lambda: clusters(new, got, wanted))
        same(model.predict(X), model.labels_, what="predict of the training rows", because="predict(X) differs from labels_ on the rows of fit.")
        same(model.predict(new[:1]), wanted[:1], what="predict of one row")
        close(model.cluster_centers_, centers, because="predict changed the centroids.")
        same(array(model.predict(new[:0]), shape=(0,), what="predict of no rows"), [], what="predict of no rows")


@check("the rounds go on until nothing changes")
def converged(candidate, rng):
    """The rounds ended too early: the centroids still move. Stop when no label changes (or no centroid moves), on any scale of the data, or after max_iter."""
    X, init = valley(rng)
    agrees(candidate.KMeans(n_clusters=len(init), init=init).fit(X), X, init, 100)
    for n, d, k in [(60, 2, 4), (50, 3, 6)]:
        X = blobs(rng, n, d, k, 3.0)
        agrees(candidate.KMeans(k, X[:k].copy()).fit(X), X, X[:k], 100)


@check("max_iter counts assign-and-move rounds")
def limited(candidate, rng):
    """With max_iter=m all centroids move together exactly m times, and labels_ and inertia_ then belong to the final centroids, not to those before the last move."""
    for rounds in (1, 2, 3, 5):
        X, init = valley(rng)
        agrees(candidate.KMeans(n_clusters=len(init), init=init, max_iter=rounds).fit(X), X, init, rounds)
        X = rng.normal(size=(40, 2))
        agrees(candidate.KMeans(n_clusters=5, init=X[:5].copy(), max_iter=rounds).fit(X), X, X[:5], rounds)


@check("equal distances go to the lowest index")
def ties(candidate, rng):
    """A row equally far from two centroids belongs to the lower index, in fit and in predict: compare with < or use argmin."""
    X = np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 0.0], [2.0, 2.0]])
    init = np.array([[0.0, 0.0], [4.0, 0.0]])
    for first, labels in [(init, [0, 1, 0, 0]), (init[::-1].copy(), [1, 0, 0, 0])]:
        model = candidate.KMeans(2, first, max_iter=1).fit(X)
        close(model.cluster_centers_, [[4 / 3, 2 / 3], [4, 0]] if labels[0] == 0 else [[8 / 3, 2 / 3], [0, 0]], what="cluster_centers_")
        same(model.labels_, labels, what="labels_")
    model = candidate.KMeans(3, np.array([[0.0], [8.0], [8.0]])).fit(np.array([[0.0], [8.0]]))
    same(model.labels_, [0, 1], what="labels_")
    same(model.predict(np.array([[4.0], [8.0], [9.0], [3.0]])), [0, 1, 1, 0], what="predict(X)")


@check("a centroid without rows stays where it is")
def empty(candidate, rng):
    """A centroid that no row is nearest to must keep its place (its mean would be 0/0), and may win rows in a later round."""
    X = rng.normal(size=(15, 2))
    init = np.array([[0.5, 0.0], [70.0, -80.0], [-0.5, 0.1]])
    agrees(candidate.KMeans(n_clusters=3, init=init).fit(X), X, init, 100)
    X = np.array([[0.0], [1.0], [10.0], [11.0], [30.0]])
    init = np.array([[12.0], [13.0], [-40.0], [5.0]])
    agrees(candidate.KMeans(n_clusters=4, init=init, max_iter=1).fit(X), X, init, 1)
    agrees(candidate.KMeans(n_clusters=4, init=init).fit(X), X, init, 100)
    X = np.full((4, 2), 3.0)
    init = np.array([[3.0, 3.0], [3.0, 3.0]])
    agrees(candidate.KMeans(n_clusters=2, init=init).fit(X), X, init, 5)


@check("whole numbers and float32 give exact means")
def dtypes(candidate, rng):
    """Integer rows or integer first centroids were cut to whole numbers: work with float copies of both."""
    init = np.array([[5, 5], [45, 45], [5, 45]])
    X = init[rng.integers(3, size=23)] + rng.integers(-5, 6, size=(23, 2))
    for rows, first in [(X, init), (X.astype(float), init), (X, init.astype(float)), (X.astype(np.uint8), init.astype(np.uint8))]:
        model = candidate.KMeans(n_clusters=3, init=first).fit(rows)
        agrees(model, X, init, 100)
        same(model.predict(rows), model.labels_, what="predict(X)")
    X = np.concatenate([rng.normal(size=(8, 3)), rng.normal(size=(7, 3)) + 20]).astype(np.float32)
    agrees(candidate.KMeans(n_clusters=2, init=X[[0, -1]]).fit(X), X, X[[0, -1]], 100, rtol=1e-4)


@check("each fit starts afresh")
def refit(candidate, rng):
    """A second fit gave another result than a new model would: fit must start from init again and must not overwrite it or keep old centroids."""
    X, init = valley(rng)
    other = rng.permutation(X * 2.0)
    model = candidate.KMeans(n_clusters=len(init), init=init, max_iter=2)
    model.fit(X)
    model.fit(X)
    agrees(model, X, init, 2)
    model.fit(other)
    agrees(model, other, init, 2)


@check("the random start takes different rows")
def distinct(candidate, rng):
    """With as many clusters as rows and no init, each row must become its own cluster: start from rows of X with different indices."""
    for seed in (0, int(rng.integers(1, 10_000)), None):
        X = rng.permutation(np.arange(14.0))[:, None] * 3 + rng.uniform(size=(14, 2))
        model = candidate.KMeans(n_clusters=14, random_state=seed).fit(X)
        same(np.sort(array(model.labels_, shape=(14,), what="labels_")), np.arange(14), what="the sorted labels_")
        close(number(model.inertia_, what="inertia_"), 0.0, what="inertia_")
    X = rng.normal(size=(30, 2))
    starts = {np.sort(array(candidate.KMeans(n_clusters=4, max_iter=1).fit(X).cluster_centers_, shape=(4, 2)), axis=0).round(6).tobytes() for _ in range(6)}
    expect(len(starts) > 1, "Without random_state every fit drew the same rows: None means a new random start each time.", got="6 equal results", expected="random starts")
    model = candidate.KMeans(n_clusters=3).fit(X)
    centers = array(model.cluster_centers_, shape=(3, 2), what="cluster_centers_")
    agrees(model, X, centers, 1)


@check("the random start depends on random_state")
def reproducible(candidate, rng):
    """Equal integers random_state (0 included) must give equal results, and different ones different starts: draw the rows with a generator made from it in fit."""
    X = rng.permutation(np.linspace(0, 1, 40))[:, None]

    def fitted(seed, model=None):
        model = model or candidate.KMeans(n_clusters=7, max_iter=1, random_state=seed)
        return array(model.fit(X).cluster_centers_, shape=(7, 1), what="cluster_centers_")

    for seed in (0, 1, int(rng.integers(2, 10_000))):
        model = candidate.KMeans(n_clusters=7, max_iter=1, random_state=seed)
        first = fitted(seed, model)
        close(fitted(seed), first, what="the centroids of an equal random_state")
        close(fitted(seed, model), first, what="the centroids of a second fit")
    found = {np.sort(fitted(seed), axis=0).round(6).tobytes() for seed in range(6)}
    expect(len(found) > 2, "Different random_state gave the same start every time: draw the rows at random.", got=f"{len(found)} different results from 6 seeds", expected="at least 3")


@check("awkward shapes work")
def awkward(candidate, rng):
    """A legal but awkward input failed: one cluster, one row, one column, Fortran order or a strided view."""
    X = rng.normal(size=(9, 4))
    agrees(candidate.KMeans(n_clusters=1, init=X[:1].copy()).fit(X), X, X[:1], 100)
    agrees(candidate.KMeans(n_clusters=1, init=X[:1].copy()).fit(X[1:2]), X[1:2], X[:1], 100)
    agrees(candidate.KMeans(n_clusters=3, init=X[:3, :1].copy()).fit(X[:, :1].copy()), X[:, :1], X[:3, :1], 100)
    for rows in (np.asfortranarray(X), np.repeat(X, 2, axis=1)[:, ::2]):
        agrees(candidate.KMeans(n_clusters=3, init=X[:3].copy()).fit(rows), X, X[:3], 100)
    agrees(candidate.KMeans(n_clusters=2, init=X[:2].copy()).fit(X + 100.0), X + 100.0, X[:2], 100)


def fitted(candidate, X, init, **options):
    model = candidate.KMeans(n_clusters=len(init), init=init, **options)
    is_model = model.fit(X) == model
    return [is_model, np.asarray(model.cluster_centers_), np.asarray(model.labels_), float(model.inertia_), np.asarray(model.predict(X))]


@probe
def outputs(candidate, rng):
    X, init = valley(rng)
    for rounds in (1, 2, 4, 100):
        yield lambda: fitted(candidate, X, init, max_iter=rounds)
    yield lambda: fitted(candidate, X, init)
    for n, d, k in [(30, 2, 3), (20, 4, 5), (5, 1, 1), (1, 3, 1), (6, 2, 6)]:
        rows = blobs(rng, n, d, k, 2.0)
        yield lambda: fitted(candidate, rows, rows[:k].copy())
        yield lambda: fitted(candidate, rows, rows[:k].copy(), max_iter=1)
        yield lambda: np.asarray(candidate.KMeans(k, rows[:k].copy()).fit(rows).predict(rows[:0] * 1.0)).shape
    line = np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 0.0], [2.0, 2.0]])
    yield lambda: fitted(candidate, line, line[[0, 1]], max_iter=1)
    yield lambda: fitted(candidate, line, line[[1, 0]], max_iter=1)
    lonely = np.array([[0.5, 0.0], [70.0, -80.0], [-0.5, 0.1]])
    cloud = rng.normal(size=(12, 2))
    yield lambda: fitted(candidate, cloud, lonely)
    yield lambda: fitted(candidate, np.array([[0.0], [1.0], [10.0], [11.0], [30.0]]), np.array([[12.0], [13.0], [-40.0], [5.0]]))
    yield lambda: fitted(candidate, np.full((4, 2), 3.0), np.full((2, 2), 3.0))
    whole = np.array([[5, 5], [45, 45]])[rng.integers(2, size=17)] + rng.integers(-5, 6, size=(17, 2))
    yield lambda: fitted(candidate, whole, np.array([[5, 5], [45, 45]]))
    yield lambda: fitted(candidate, whole.astype(float), np.array([[5, 5], [45, 45]]))
    yield lambda: fitted(candidate, whole.astype(np.uint8), np.array([[5, 5], [45, 45]], dtype=np.uint8))

    def twice():
        model = candidate.KMeans(n_clusters=len(init), init=init, max_iter=2)
        model.fit(X)
        return np.asarray(model.fit(X).cluster_centers_)

    yield twice
    spaced = rng.permutation(np.arange(14.0))[:, None] * 3

    def started(seed, k, rows):
        return np.sort(np.asarray(candidate.KMeans(n_clusters=k, max_iter=1, random_state=seed).fit(rows).cluster_centers_), axis=0)

    yield lambda: started(0, 14, spaced)
    yield lambda: len(np.unique(started(None, 14, spaced))) == 14
    grid = rng.permutation(np.linspace(0, 1, 40))[:, None]
    yield lambda: len({started(None, 7, grid).round(6).tobytes() for _ in range(6)}) > 1
    yield lambda: len({np.sort(np.asarray(candidate.KMeans(7, max_iter=1).fit(grid).cluster_centers_), axis=0).tobytes() for _ in range(6)}) > 1
    for seed in (0, 5):
        yield lambda: all(np.array_equal(started(seed, 7, grid), started(seed, 7, grid)) for _ in range(3))
    yield lambda: len({started(seed, 7, grid).round(6).tobytes() for seed in range(6)}) > 2


@workload("rows", sizes=(1_000, 4_000, 12_000), why_slow="a Python loop over the rows; compute the distances of all rows to all centroids in one array expression")
def growing(candidate, rng, n):
    X = rng.normal(size=(n, 6))
    model = candidate.KMeans(n_clusters=8, init=X[:8].copy(), max_iter=5)
    return lambda: model.fit(X)
