import numpy as np

from hotseat.judge.checks import array, check, close, clusters, expect, number, probe, same, workload


def squared_distances(X, centers):
    return sum((X[:, [j]] - centers[:, j]) ** 2 for j in range(X.shape[1]))


def lloyd(X, init, rounds):
    """Centroids, labels and inertia after at most so many rounds; empty centroids stay in place."""
    X, centers, k = np.asarray(X, dtype=float), np.array(init, dtype=float), len(init)
    for _ in range(rounds):
        labels = squared_distances(X, centers).argmin(axis=1)
        sizes = np.bincount(labels, minlength=k)
        sums = np.column_stack([np.bincount(labels, weights=column, minlength=k) for column in X.T])
        moved = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centers)
        if np.array_equal(moved, centers):
            break
        centers = moved
    squared = squared_distances(X, centers)
    return centers, squared.argmin(axis=1), squared.min(axis=1).sum()


def agrees(model, X, init, rounds, scale=1.0):
    centers, labels, inertia = lloyd(X, init, rounds)
    got = array(model.labels_, shape=(len(X),), kind="int", what="labels_")
    close(array(model.cluster_centers_, shape=centers.shape, what="cluster_centers_"), centers, atol=scale * 1e-8, what="cluster_centers_")
    same(got, labels, what="labels_", picture=(lambda: clusters(X, got, labels)) if X.shape[1] == 2 else None)
    close(number(model.inertia_, what="inertia_"), inertia, atol=scale**2 * 1e-8, what="inertia_")


def moved_to(model, X, init, rounds, rtol=1e-6):
    """The centroids alone, where labels and inertia say nothing more."""
    centers = lloyd(X, init, rounds)[0]
    close(array(model.cluster_centers_, shape=centers.shape, what="cluster_centers_"), centers, rtol=rtol, atol=rtol * 1e-2, what="cluster_centers_")


def blobs(rng, n, d, k, spread=1.0):
    middles = rng.normal(scale=4, size=(k, d))
    return middles[rng.integers(k, size=n)] + rng.normal(scale=spread, size=(n, d))


def valley(rng, n=60, k=10, scale=1e3):
    """Points on a line with all first centroids at its crowded left end: about 30 rounds until nothing changes."""
    X = (np.linspace(0, 1, n)[:, None] ** 2 + rng.uniform(0, 1e-3, size=(n, 1))) * scale
    return X, np.sort(X, axis=0)[:k]


def far_between(rng):
    """Rows and first centroids: one centroid is empty at first and wins a row later, one is empty always, two are equal."""
    size, shift = rng.uniform(0.5, 2), rng.uniform(-3, 3)
    X = np.array([[0.0], [1.0], [2.0], [3.0], [20.0], [100.0]])
    init = np.array([[-500.0], [34.0], [8.0], [8.0], [100.0]])
    order = rng.permutation(6)
    return X[order] * size + shift, init * size + shift


@check("two far groups are found", is_shown=True)
def far_groups(candidate, rng):
    """Two well separated groups came out wrong: assign to the nearest centroid, move to the mean, and sum the squared distances for inertia_."""
    X = np.concatenate([rng.normal(size=(12, 2)), rng.normal(size=(9, 2)) + 30])
    model = candidate.KMeans(n_clusters=2, init=X[[0, -1]])
    expect(model.fit(X) == model, "fit should return the model itself.")
    labels = np.asarray(model.labels_)
    expect(labels.dtype.kind in "iu", "labels_ should hold integers.", got=labels)
    agrees(model, X, X[[0, -1]], 100)


@check("every row goes to its nearest centroid", is_shown=True)
def nearest(candidate, rng):
    """predict must give the index of the centroid at the smallest Euclidean distance, for any rows, with the centroids that fit ended with."""
    d, k = int(rng.integers(2, 5)), int(rng.integers(5, 8))
    X, new = np.asfortranarray(blobs(rng, 200, d, k, 2.0)), rng.normal(scale=5, size=(200, d))
    model = candidate.KMeans(n_clusters=k, init=X[:k].copy()).fit(X)
    centers = array(model.cluster_centers_, shape=(k, d), what="cluster_centers_")
    labels = array(model.labels_, shape=(200,), kind="int", what="labels_")
    of_new, of_none, of_old = model.predict(new), model.predict(new[:0]), model.predict(X)
    wanted = squared_distances(new, centers).argmin(axis=1)
    got = array(of_new, shape=(200,), kind="int", what="predict(X)")
    same(got, wanted, what="predict(X)", picture=lambda: clusters(new, got, wanted))
    same(array(of_none, shape=(0,), what="predict of no rows"), [], what="predict of no rows")
    same(of_old, labels, what="predict of the training rows", because="predict(X) differs from labels_ on the rows of fit.")
    close(model.cluster_centers_, centers, because="predict changed the centroids.")


@check("the rounds go on until nothing changes")
def converged(candidate, rng):
    """The rounds ended too early: the centroids still move. Stop when no label changes (or no centroid moves at all), on any scale of the data, or after max_iter."""
    X, init = valley(rng)
    moved_to(candidate.KMeans(n_clusters=len(init), init=init).fit(X), X, init, 100)
    X, init = valley(rng, 1500, 2, scale=1e-6)
    agrees(candidate.KMeans(n_clusters=2, init=init).fit(X), X, init, 100, scale=1e-6)


@check("max_iter counts assign-and-move rounds")
def limited(candidate, rng):
    """With max_iter=m all centroids move together exactly m times, and labels_ and inertia_ then belong to the final centroids, not to those before the last move."""
    X, rounds = rng.normal(size=(150, 2)), int(rng.integers(2, 5))
    agrees(candidate.KMeans(n_clusters=8, init=X[:8].copy(), max_iter=rounds).fit(X), X, X[:8], rounds)


@check("equal distances go to the lowest index")
def ties(candidate, rng):
    """A row equally far from two centroids belongs to the lower index, in fit and in predict: compare with < or use argmin."""
    init = np.array([[8.0, 0.0], [0.0, 0.0], [8.0, 0.0], [16.0, 0.0]])
    X = np.array([[4.0, 0.0], [12.0, 0.0], [8.0, 0.0], [0.0, 0.0], [16.0, 0.0]])
    model = candidate.KMeans(4, init).fit(X)
    same(model.labels_, [0, 0, 0, 1, 3], what="labels_")
    close(model.cluster_centers_, init, what="cluster_centers_")
    new = np.array([[4.0, 5.0], [8.0, -3.0], [12.0, 9.0], [3.0, 2.0], [13.0, 0.0]])
    same(model.predict(new), [0, 0, 0, 1, 3], what="predict(X)")


@check("a centroid without rows stays where it is")
def empty(candidate, rng):
    """A centroid that no row is nearest to must keep its place (its mean would be 0/0), and may win rows in a later round."""
    X, init = far_between(rng)
    agrees(candidate.KMeans(n_clusters=5, init=init).fit(X), X, init, 100)


@check("whole numbers and float32 give exact means")
def dtypes(candidate, rng):
    """Integer rows or integer first centroids were cut to whole numbers: work with float copies of both."""
    init = np.array([[5, 5], [45, 45], [5, 45]])
    X = init[rng.integers(3, size=40)] + rng.integers(-5, 6, size=(40, 2))
    model = candidate.KMeans(n_clusters=3, init=init.astype(np.uint8)).fit(X.astype(np.uint8))
    agrees(model, X, init, 100)
    labels = model.labels_
    same(model.predict(X.astype(np.uint8)), labels, what="predict(X)")
    X = (X + rng.normal(size=X.shape)).astype(np.float32)
    moved_to(candidate.KMeans(n_clusters=3, init=init).fit(X), X, init, 100, rtol=1e-4)
    X = rng.integers(0, 100, size=(50, 2))
    model = candidate.KMeans(n_clusters=6).fit(X)
    centers = array(model.cluster_centers_, shape=(6, 2), what="cluster_centers_")
    close(centers, lloyd(X, centers, 1)[0], what="cluster_centers_", because="Without init, integer rows: the final centroids are not the means of their rows. Take float copies of the rows that start.")


@check("each fit starts afresh")
def refit(candidate, rng):
    """A second fit gave another result than a new model would: fit must start from init again and must not overwrite it or keep old centroids."""
    X, init = valley(rng)
    model = candidate.KMeans(n_clusters=len(init), init=init, max_iter=2)
    model.fit(rng.permutation(X)[:50] * 2.0)
    agrees(model.fit(X), X, init, 2)


@check("the random start takes different rows")
def distinct(candidate, rng):
    """With as many clusters as rows, no init and one round, the centroids must be the rows themselves, equal rows included: start from rows of X with different indices."""
    X = np.repeat(rng.permutation(15.0 * np.arange(15)) + rng.uniform(size=15), 2)[:, None]
    model = candidate.KMeans(n_clusters=30, max_iter=1, random_state=int(rng.integers(10_000))).fit(X)
    close(np.sort(array(model.cluster_centers_, shape=(30, 1), what="cluster_centers_"), axis=0), np.sort(X, axis=0), what="the sorted cluster_centers_")
    X = rng.normal(size=(200, 2))
    model = candidate.KMeans(n_clusters=5, max_iter=1)
    starts = [array(model.fit(X).cluster_centers_, shape=(5, 2), what="cluster_centers_") for _ in range(2)]
    starts = {np.sort(each, axis=0).round(6).tobytes() for each in starts}
    expect(len(starts) > 1, "Without random_state two fits drew the same rows: None means a new random start each time.", got="equal results", expected="random starts")


@check("the random start depends on random_state")
def reproducible(candidate, rng):
    """Equal integers random_state (0 included) must give equal results, and different ones different starts: draw the rows with a generator made from it in fit."""
    X = rng.normal(size=(200, 2))

    def started(model):
        return array(model.fit(X).cluster_centers_, shape=(7, 2), what="cluster_centers_")

    seed = int(rng.integers(1, 10_000))
    model = candidate.KMeans(n_clusters=7, max_iter=1, random_state=0)
    first, again = started(model), started(model)
    second, other = (started(candidate.KMeans(n_clusters=7, max_iter=1, random_state=seed)) for _ in range(2))
    close(again, first, what="the centroids of a second fit")
    close(other, second, what="the centroids of an equal random_state")
    expect(not np.allclose(np.sort(first, axis=0), np.sort(second, axis=0)), "Different random_state gave the same start: draw the rows at random.", got=f"equal results of 0 and {seed}", expected="different ones")


@check("awkward shapes work")
def awkward(candidate, rng):
    """A legal but awkward input failed: one cluster, one row, one column or a strided view."""
    X = rng.normal(size=(9, 4))
    agrees(candidate.KMeans(n_clusters=1, init=X[:1].copy()).fit(X[1:2]), X[1:2], X[:1], 100)
    moved_to(candidate.KMeans(n_clusters=3, init=X[:3, :1].copy()).fit(np.repeat(X, 2, axis=1)[:, ::8]), X[:, :1], X[:3, :1], 100)


def fitted(candidate, X, init, **options):
    model = candidate.KMeans(n_clusters=len(init), init=init, **options)
    is_model = model.fit(X) == model
    found = [is_model, np.asarray(model.cluster_centers_), np.asarray(model.labels_), float(model.inertia_), np.asarray(model.predict(X))]
    return [*found, np.asarray(model.predict(X[::-1].copy()))]


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
    for rounds in (1, 100):
        between = far_between(rng)
        yield lambda: fitted(candidate, *between, max_iter=rounds)
    long_line = valley(rng, 1500, 2, scale=1.0)
    yield lambda: fitted(candidate, *long_line)
    tiny_line = valley(rng, scale=1e-6)
    yield lambda: 1e6 * np.asarray(fitted(candidate, *tiny_line)[1])
    tied = np.array([[8.0, 0.0], [0.0, 0.0], [8.0, 0.0], [16.0, 0.0]])
    yield lambda: fitted(candidate, np.array([[4.0, 0.0], [12.0, 0.0], [8.0, 0.0], [0.0, 0.0], [16.0, 0.0]]), tied)
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
    doubled = np.repeat(spaced, 2, axis=0)
    yield lambda: started(3, 28, doubled)
    integers = rng.integers(0, 100, size=(50, 2))

    def is_fixed(rows):
        centers = np.asarray(candidate.KMeans(n_clusters=6, random_state=1).fit(rows).cluster_centers_)
        return bool(np.allclose(centers, lloyd(rows, centers, 1)[0]))

    yield lambda: is_fixed(integers)
    grid = rng.permutation(np.linspace(0, 1, 40))[:, None]
    yield lambda: len({started(None, 7, grid).round(6).tobytes() for _ in range(6)}) > 1
    yield lambda: len({np.sort(np.asarray(candidate.KMeans(7, max_iter=1).fit(grid).cluster_centers_), axis=0).tobytes() for _ in range(6)}) > 1
    for seed in (0, 5):
        yield lambda: all(np.array_equal(started(seed, 7, grid), started(seed, 7, grid)) for _ in range(3))

    def second_fit():
        model = candidate.KMeans(n_clusters=7, max_iter=1, random_state=4)
        return np.array_equal(model.fit(grid).cluster_centers_, model.fit(grid).cluster_centers_)

    yield second_fit
    yield lambda: len({started(seed, 7, grid).round(6).tobytes() for seed in range(6)}) > 2


@workload("rows", sizes=(1_000, 4_000, 12_000, 36_000), why_slow="a Python loop over the rows; compute the distances of all rows to all centroids in one array expression")
def growing(candidate, rng, n):
    X = rng.normal(size=(n, 4))
    model = candidate.KMeans(n_clusters=8, init=X[:8].copy(), max_iter=3)
    return lambda: model.fit(X)
