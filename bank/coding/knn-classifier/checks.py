import numpy as np

from hotseat.judge.checks import array, boundary, check, close, expect, probe, raises, same, workload


def expected_shares(train, labels, queries, k, weights="uniform"):
    """Brute force: shares (m, classes), columns in sorted label order; the smaller index first among equal distances."""
    train, queries = np.asarray(train, dtype=float), np.asarray(queries, dtype=float)
    classes = np.unique(labels)
    belongs = np.asarray(labels)[:, None] == classes[None, :]  # (n, classes)
    distances = np.sqrt(((queries[:, None, :] - train[None, :, :]) ** 2).sum(axis=2))
    chosen = np.argsort(distances, axis=1, kind="stable")[:, :k]
    near = np.take_along_axis(distances, chosen, axis=1)  # (m, k)
    votes = np.ones_like(near)
    if weights == "distance":
        at_zero = near == 0
        votes = np.where(at_zero.any(axis=1, keepdims=True), at_zero, 1 / np.where(at_zero, 1, near))
    return np.einsum("mkc,mk->mc", belongs[chosen], votes) / votes.sum(axis=1, keepdims=True)


def expected_labels(train, labels, queries, k, weights="uniform"):
    shares = expected_shares(train, labels, queries, k, weights).reshape(len(queries), -1)
    return np.unique(labels)[np.argmax(shares.round(9), axis=1)]


def fitted(candidate, X, y, **settings):
    model = candidate.KNNClassifier(**settings)
    expect(model.fit(X, y) == model, "fit must return the estimator itself (return self).")
    return model


def compare(candidate, X, y, queries, k, weights="uniform", because=None):
    """Shares and labels of one model; labels only where the winner does not hang on the rounding of a weighted sum."""
    model = fitted(candidate, X, y, n_neighbors=k, weights=weights)
    wanted = expected_shares(X, y, queries, k, weights)
    shares = array(model.predict_proba(queries), shape=wanted.shape, what="predict_proba(X)")
    close(shares, wanted, what="predict_proba(X)", because=because)
    labels = array(model.predict(queries), shape=(len(wanted),), kind="any", what="predict(X)")
    ordered = np.sort(np.column_stack([np.full(len(wanted), -1.0), wanted]), axis=1)
    is_clear = (ordered[:, -1] - ordered[:, -2] > 1e-9) | (weights == "uniform")
    same(labels[is_clear], expected_labels(X, y, queries, k, weights)[is_clear], what="predict(X)", because=because)


@check("the nearest rows vote", is_shown=True)
def nearest_vote(candidate, rng):
    """The predicted classes are off: take the k rows with the smallest Euclidean distance and let each vote once."""
    X = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [5.0, 5.0], [6.0, 5.0]])
    y = np.array([0, 0, 0, 1, 1])
    same(fitted(candidate, X, y, n_neighbors=3).predict(np.array([[0.2, 0.1], [5.4, 5.1]])), [0, 1], what="predict(X)")
    # Euclidean and Manhattan distance disagree here: (3, 3) is nearer than (5, 0) only for the former.
    same(fitted(candidate, np.array([[5.0, 0.0], [3.0, 3.0]]), np.array([0, 1]), n_neighbors=1).predict(np.zeros((1, 2))), [1], what="predict(X)")
    X, y = rng.normal(size=(40, 2)), rng.integers(0, 3, size=40)
    y[:3] = [0, 1, 2]
    across = np.linspace(-2, 2, 16)
    grid = np.array([(a, b) for b in across for a in across])
    k = int(rng.integers(3, 8))
    got = fitted(candidate, X, y, n_neighbors=k).predict(grid)
    wanted = expected_labels(X, y, grid, k)
    array(got, shape=(256,), what="predict(X)")
    same(got, wanted, what="predict(X)", picture=lambda: boundary(X, y, got, wanted, (-2, 2, -2, 2), f"Classes found and expected, k = {k}"))


@check("probabilities are shares of the vote", is_shown=True)
def shares_of_vote(candidate, rng):
    """predict_proba should give, for every class in the order of classes_, the share of the k votes; each row sums to one."""
    X, y = np.arange(6.0)[:, None], np.array([2, 0, 2, 2, 1, 1])
    close(fitted(candidate, X, y, n_neighbors=4).predict_proba(np.array([[0.1], [5.2]])), [[0.25, 0, 0.75], [0, 0.5, 0.5]], what="predict_proba(X)")
    X, y, queries = rng.normal(size=(30, 4)), rng.permutation(np.arange(30) % 3), rng.normal(size=(20, 4))
    compare(candidate, X, y, queries, 5)


@check("five neighbours and equal weights are the defaults")
def defaults(candidate, rng):
    """Without arguments five neighbours vote with equal weight."""
    X, y, queries = rng.normal(size=(25, 2)), np.arange(25) % 2, rng.normal(size=(10, 2))
    close(fitted(candidate, X, y).predict_proba(queries), expected_shares(X, y, queries, 5), what="predict_proba(X)")


@check("one neighbour reproduces the training labels")
def itself(candidate, rng):
    """With one neighbour every training row is its own nearest neighbour: the nearest row must not be skipped."""
    X, y = rng.normal(size=(15, 3)), rng.permutation(np.arange(15) % 4)
    same(fitted(candidate, X, y, n_neighbors=1).predict(X), y, what="predict(X)")


@check("weights are one over the distance")
def distance_weights(candidate, rng):
    """With weights='distance' a vote weighs one over its Euclidean distance, in predict_proba and in predict alike."""
    X, y = np.array([[1.0], [-2.0], [-2.5], [9.0]]), np.array([1, 0, 0, 1])
    model = fitted(candidate, X, y, n_neighbors=3, weights="distance")
    close(model.predict_proba(np.zeros((1, 1))), [[0.9 / 1.9, 1 / 1.9]], what="predict_proba(X)")
    same(model.predict(np.zeros((1, 1))), [1], what="predict(X)")
    for n, d, k in [(30, 3, 9), (8, 1, 8)]:
        X, y, queries = rng.normal(size=(n, d)), rng.permutation(np.arange(n) % 3), rng.normal(size=(20, d))
        compare(candidate, X, y, queries, k, "distance")


@check("exact matches decide alone")
def exact_matches(candidate, rng):
    """With weights='distance' and a voting row at distance 0 only such rows vote, with weight 1 each: no infinity, no NaN, no epsilon."""
    X = rng.integers(-3, 4, size=(20, 2)) + 0.0
    X[3] = X[7] = X[11] = [9.0, 9.0]
    y = rng.permutation(np.arange(20) % 3)
    y[[3, 7, 11]] = [2, 0, 2]
    queries = np.concatenate([X[:6], [[9.0, 9.0], [9.0, 8.0]]])
    for k in (2, 6):
        compare(candidate, X, y, queries, k, "distance")
    compare(candidate, X, y, queries, 3, "uniform", because="With weights='uniform' a row at distance 0 has one vote like any other, and of equally distant rows the one with the smaller index is nearer.")


@check("a tied vote goes to the smaller label")
def tied_votes(candidate, rng):
    """When two classes have equal shares the label that comes first in classes_ wins, not the class of the nearest neighbour."""
    X, origin = np.array([[1.0], [-1.0], [7.0]]), np.zeros((1, 1))
    same(fitted(candidate, X, np.array([1, 0, 1]), n_neighbors=2).predict(origin), [0], what="predict(X)")
    same(fitted(candidate, X, np.array([2, 1, 0]), n_neighbors=2, weights="distance").predict(origin), [1], what="predict(X)")
    X = np.array([[1.0], [2.0], [-3.0], [-4.0]])
    same(fitted(candidate, X, np.array([1, 1, 0, 0]), n_neighbors=4).predict(origin), [0], what="predict(X)")
    X, y, queries = rng.normal(size=(30, 2)), rng.permutation(np.arange(30) % 3), rng.normal(size=(60, 2))
    compare(candidate, X, y, queries, 4)


@check("of equally distant rows the earlier ones are kept")
def tied_distances(candidate, rng):
    """Rows at equal distance: exactly k rows vote, and those with the smaller training index come first (a stable sort does that)."""
    compare(candidate, np.zeros((6, 2)), np.array([0, 1, 1, 2, 2, 2]), np.ones((2, 2)), 3, "distance")
    for n, k in [(20, 1), (60, 8)]:  # more rows than where sorts switch from insertion to something unstable
        X, y = rng.integers(-2, 3, size=(n, 2)), rng.permutation(np.arange(n) % 4)
        queries = rng.integers(-2, 3, size=(24, 2))
        compare(candidate, X, y, queries, k)
        compare(candidate, X, y, queries, k + 2, "distance")


@check("any labels come back as they were given")
def any_labels(candidate, rng):
    """Labels may be any integers or strings: classes_ holds them sorted, predict returns them, not their positions."""
    X, queries = rng.normal(size=(18, 2)), rng.normal(size=(9, 2))
    codes = rng.permutation(np.arange(18) % 3)
    for names, weights in [([-7, 3, 40], "uniform"), (["ant", "bee", "caterpillar"], "distance")]:
        y = np.array(names)[codes]
        model = fitted(candidate, X, y, n_neighbors=3, weights=weights)
        same(model.classes_, np.array(names), what="classes_")
        close(model.predict_proba(queries), expected_shares(X, y, queries, 3, weights), what="predict_proba(X)")
        labels = array(model.predict(queries), shape=(9,), kind="any", what="predict(X)")
        same(labels, expected_labels(X, y, queries, 3, weights), what="predict(X)")


@check("points far from the origin keep their neighbours")
def far_away(candidate, rng):
    """Coordinates near 1e8 with distances near 1 gave wrong neighbours: subtract coordinates before squaring; the expanded square cancels."""
    X, y = 1e8 + rng.normal(size=(25, 3)), rng.permutation(np.arange(25) % 3)
    compare(candidate, X, y, 1e8 + rng.normal(size=(20, 3)), 3, "distance")


@check("features are used as they are")
def unscaled(candidate, rng):
    """The features must not be standardised or otherwise rescaled: the wide feature decides who is near."""
    scale, shift = np.array([1.0, 100.0, 0.01, 0.0]), [0.0, 5.0, 3.0, 3.0]  # the last column is constant
    X, queries = rng.normal(size=(30, 4)) * scale + shift, rng.normal(size=(20, 4)) * scale + shift
    compare(candidate, X, np.arange(30) % 3, queries, 5, "distance")


@check("integer features work")
def integer_features(candidate, rng):
    """Integer or float32 features gave other neighbours than the same numbers as float64: differences in a small or unsigned dtype wrap around."""
    y = rng.permutation(np.arange(24) % 3)
    for dtype, weights in [(np.uint8, "uniform"), (np.int8, "distance"), (np.float32, "distance")]:
        X, queries = rng.integers(0, 120, size=(24, 3)).astype(dtype), rng.integers(0, 120, size=(16, 3)).astype(dtype)
        compare(candidate, X, y, queries, 3, weights)
    X = rng.integers(0, 120, size=(24, 3)).astype(np.uint8)
    compare(candidate, X, y, rng.normal(size=(5, 3)) * 60, 3)


@check("an impossible number of neighbours is a ValueError")
def impossible(candidate, rng):
    """fit must raise ValueError when n_neighbors is below 1 or above the number of training rows, and accept every number between."""
    def fit_only(X, y, k):
        candidate.KNNClassifier(n_neighbors=k).fit(X, y)
        return "no error"

    X, y = rng.normal(size=(4, 2)), np.array([0, 1, 0, 1])
    for k in (0, -1, 5):
        raises(lambda k=k: fit_only(X, y, k), "ValueError")
    raises(lambda: fit_only(X[:0], y[:0], 1), "ValueError")
    compare(candidate, X, y, X, 4)


@check("one row, one class, no queries, any memory layout")
def awkward(candidate, rng):
    """An awkward but legal input failed: a single training row, a single class, no query rows, Fortran order or a strided view."""
    compare(candidate, rng.normal(size=(1, 3)), np.array([4]), rng.normal(size=(5, 3)), 1, "distance")
    compare(candidate, rng.normal(size=(6, 2)), np.array(["same"] * 6), rng.normal(size=(3, 2)), 4)
    model = fitted(candidate, rng.normal(size=(8, 2)), np.arange(8) % 3, n_neighbors=2, weights="distance")
    array(model.predict_proba(np.zeros((0, 2))), shape=(0, 3), what="predict_proba of no rows")
    array(model.predict(np.zeros((0, 2))), shape=(0,), kind="any", what="predict of no rows")
    wide, y = rng.normal(size=(20, 6)), rng.permutation(np.arange(20) % 3)
    compare(candidate, wide[:, ::2], y, wide[:7, 1::2], 3)
    many = rng.normal(size=(150, 6))
    compare(candidate, np.asfortranarray(wide), y, np.asfortranarray(many), 3)


@check("fitting again forgets the old rows")
def refit(candidate, rng):
    """A second fit must replace rows and labels, and two estimators must not share them."""
    first, second = rng.normal(size=(10, 2)), rng.normal(size=(12, 3))
    model = fitted(candidate, first, np.arange(10) % 4, n_neighbors=3)
    other = fitted(candidate, second, np.array(["x", "y"] * 6), n_neighbors=2)
    queries = rng.normal(size=(6, 2))
    close(model.predict_proba(queries), expected_shares(first, np.arange(10) % 4, queries, 3), what="predict_proba(X)")
    model.fit(second, np.arange(12) % 2)
    same(model.classes_, [0, 1], what="classes_")
    close(model.predict_proba(second), expected_shares(second, np.arange(12) % 2, second, 3), what="predict_proba(X)")
    same(other.classes_, np.array(["x", "y"]), what="classes_")


@probe
def outputs(candidate, rng):
    def both(X, y, queries, k, weights):
        def run():
            model = candidate.KNNClassifier(n_neighbors=k, weights=weights)
            is_self = model.fit(X, y) == model
            labels = np.asarray(model.predict(queries)).tolist()
            return [is_self, np.asarray(model.classes_).tolist(), np.asarray(model.predict_proba(queries), dtype=float), labels]

        return run

    for weights in ("uniform", "distance"):
        for n, d, k in [(12, 2, 3), (30, 4, 6), (9, 1, 9), (1, 3, 1)]:
            y = rng.permutation(np.arange(n) % 3)
            X, queries = rng.normal(size=(n, d)), rng.normal(size=(8, d))
            yield both(X, y, queries, k, weights)
            yield both(X, y, X, min(k, 4), weights)
            yield both(X * 10.0 ** np.arange(d), y, queries * 10.0 ** np.arange(d), min(k, 3), weights)
        for n, k in [(20, 1), (20, 4), (60, 8)]:
            X, y, queries = rng.integers(-2, 3, size=(n, 2)), rng.permutation(np.arange(n) % 4), rng.integers(-2, 3, size=(10, 2))
            yield both(X, y, queries, k, weights)
        yield both(np.array([[1.0], [2.0], [-3.0], [-4.0]]), np.array([8, 8, 4, 4]), np.zeros((1, 1)), 4, weights)
        yield both(np.array([[1.0], [-1.0], [7.0]]), np.array([5, 3, 5]), np.zeros((1, 1)), 2, weights)
        yield both(np.zeros((6, 2)), np.array(["a", "b", "b", "c", "c", "c"]), np.ones((2, 2)), 3, weights)
        yield both(1e8 + rng.normal(size=(25, 3)), np.arange(25) % 3, 1e8 + rng.normal(size=(8, 3)), 3, weights)
        for dtype in (np.uint8, np.int8, np.int64, np.float32):
            X, queries = rng.integers(0, 120, size=(24, 3)).astype(dtype), rng.integers(0, 120, size=(8, 3)).astype(dtype)
            yield both(X, np.arange(24) % 3, queries, 3, weights)
        yield both(rng.normal(size=(6, 2)), np.array([4] * 6), rng.normal(size=(3, 2)), 4, weights)
        yield both(rng.normal(size=(20, 2)), np.arange(20) % 3, rng.normal(size=(100, 2)), 4, weights)
        yield both(rng.normal(size=(20, 6))[:, ::2], np.arange(20) % 3, np.asfortranarray(rng.normal(size=(5, 3))), 3, weights)
    X, y = rng.normal(size=(4, 2)), np.array([0, 1, 0, 1])
    for k in (0, -1, 5, 4):
        yield both(X, y, X, k, "uniform")
    yield both(np.zeros((0, 2)), np.zeros(0, dtype=int), X, 1, "uniform")

    def default():
        model = candidate.KNNClassifier()
        model.fit(big, np.arange(25) % 2)
        return np.asarray(model.predict_proba(queries))

    big, queries = rng.normal(size=(25, 2)), rng.normal(size=(10, 2))
    yield default

    def twice():
        model = candidate.KNNClassifier(n_neighbors=2)
        model.fit(big[:10], np.arange(10) % 4)
        model.fit(big[10:], np.arange(15) % 2)
        return np.asarray(model.predict_proba(queries))

    yield twice

    def empty():
        model = candidate.KNNClassifier(n_neighbors=2)
        model.fit(big[:10], np.arange(10) % 4)
        return [list(np.shape(model.predict_proba(queries[:0]))), list(np.shape(model.predict(queries[:0])))]

    yield empty


@workload("training rows", sizes=(500, 2_000, 8_000), why_slow="a Python loop over training rows computes one distance at a time; subtract the whole training matrix from a query in one NumPy expression")
def growing(candidate, rng, n):
    model = candidate.KNNClassifier(n_neighbors=5)
    model.fit(rng.normal(size=(n, 8)), rng.integers(0, 3, size=n))
    queries = rng.normal(size=(20, 8))
    return lambda: model.predict(queries)
