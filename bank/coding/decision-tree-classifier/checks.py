import numpy as np

from hotseat.judge.checks import array, boundary, check, close, expect, number, probe, same, workload

# Labels of rows sorted by one feature whose best cut is unique; each of entropy, the error rate, 1 - sum p^3, unweighted
# sides, one side only, and the purer or the worse side only cuts at least one of them elsewhere (found by enumeration).
TELLING = ["00010", "0001001", "0100110", "010211", "02121020"]

# Class counts of the rows at three values: both thresholds are equally good, and exactly so in any arithmetic.
EVEN = [[(1, 3), (8, 0), (1, 3)], [(3, 1), (0, 8), (3, 1)], [(0, 4), (6, 2), (0, 4)], [(0, 0, 4), (3, 3, 2), (0, 0, 4)]]


class Unclear(Exception):
    """The data leave the choice of a split to floating-point rounding; draw others."""


class Tree:
    """Oracle grown straight from the rules. Raises Unclear when equal impurities could be told apart by rounding."""

    def __init__(self, X, y, max_depth=None, min_samples_split=2, min_samples_leaf=1, may_tie=True):
        self.X = np.asarray(X, dtype=float)
        self.classes, codes = np.unique(y, return_inverse=True)
        self.one_hot = np.eye(len(self.classes))[codes]
        self.limits = (np.inf if max_depth is None else max_depth, min_samples_split, min_samples_leaf)
        self.may_tie = may_tie
        self.root = self.grow(np.arange(len(self.X)), 0)

    def grow(self, rows, depth):
        counts = self.one_hot[rows].sum(axis=0)
        max_depth, min_split, _ = self.limits
        if np.count_nonzero(counts) > 1 and len(rows) >= min_split and depth < max_depth:
            split = self.best(rows, counts)
            if split is not None:
                left = self.X[rows, split[0]] <= split[1]
                return (*split, self.grow(rows[left], depth + 1), self.grow(rows[~left], depth + 1))
        return counts / counts.sum()

    def best(self, rows, counts):
        features, thresholds, lefts = [], [], []
        sizes = np.arange(1, len(rows))
        fits = (sizes >= self.limits[2]) & (len(rows) - sizes >= self.limits[2])
        for feature in range(self.X.shape[1]):
            order = rows[np.argsort(self.X[rows, feature], kind="stable")]
            values = self.X[order, feature]
            places = np.flatnonzero(fits & (values[1:] != values[:-1]))
            features += [feature] * len(places)
            thresholds += ((values[places] + values[places + 1]) / 2).tolist()
            lefts.append(self.one_hot[order].cumsum(axis=0)[places])
        if not features:
            return None
        left = np.concatenate(lefts)
        right = counts - left
        score = -((left**2).sum(axis=1) / left.sum(axis=1) + (right**2).sum(axis=1) / right.sum(axis=1))
        tied = np.flatnonzero(score <= score.min() + 1e-9)
        if len(tied) > 1 and (not self.may_tie or any(np.ptp(form) != 0 for form in formulas(left[tied], right[tied], counts))):
            raise Unclear
        return features[tied[0]], thresholds[tied[0]]

    def shares(self, queries):
        queries = np.asarray(queries, dtype=float)
        out = np.zeros((len(queries), len(self.classes)))
        self.fill(self.root, queries, np.arange(len(queries)), out)
        return out

    def fill(self, node, queries, rows, out):
        if not isinstance(node, tuple):
            out[rows] = node
            return
        left = queries[rows, node[0]] <= node[1]
        self.fill(node[2], queries, rows[left], out)
        self.fill(node[3], queries, rows[~left], out)

    def labels(self, queries):
        return self.classes[self.shares(queries).argmax(axis=1)]

    def depth(self, node=None):
        node = self.root if node is None else node
        return 1 + max(self.depth(node[2]), self.depth(node[3])) if isinstance(node, tuple) else 0

    def leaves(self, node=None):
        node = self.root if node is None else node
        return self.leaves(node[2]) + self.leaves(node[3]) if isinstance(node, tuple) else 1


def formulas(left, right, counts):
    """The weighted impurity in the forms in which people write it, each with its own rounding; lower is better."""
    n_left, n_right, n = left.sum(axis=1), right.sum(axis=1), counts.sum()
    p, q, r = left / n_left[:, None], right / n_right[:, None], counts / n
    g, h, parent = 1 - (p**2).sum(axis=1), 1 - (q**2).sum(axis=1), 1 - (r**2).sum()
    in_turn = [np.ones(len(left)), np.ones(len(left))]
    for c in range(len(counts)):
        in_turn = [in_turn[0] - p[:, c] ** 2, in_turn[1] - q[:, c] ** 2]
    products = [(p * (1 - p)).sum(axis=1), (q * (1 - q)).sum(axis=1)]
    return [
        n_left * g + n_right * h,
        n_left / n * g + n_right / n * h,
        (n_left * g + n_right * h) / n,
        -(parent - n_left / n * g - n_right / n * h),
        -(parent - (n_left * g + n_right * h) / n),
        n_left * in_turn[0] + n_right * in_turn[1],
        n_left / n * in_turn[0] + n_right / n * in_turn[1],
        n_left / n * products[0] + n_right / n * products[1],
        n_left / n * g + (1 - n_left / n) * h,
        parent - (n_left / n * g + (1 - n_left / n) * h),
        -((left**2).sum(axis=1) / n_left + (right**2).sum(axis=1) / n_right),
        n - (left**2).sum(axis=1) / n_left - (right**2).sum(axis=1) / n_right,
    ]


def clear(draw, **settings):
    """The first data of draw() on which every way of computing grows the same tree."""
    for _ in range(500):
        X, y = draw()
        try:
            Tree(X, y, **settings)
        except Unclear:
            continue
        return X, y
    raise AssertionError("no clear data")


def fitted(candidate, X, y, **settings):
    model = candidate.DecisionTreeClassifier(**settings)
    expect(model.fit(X, y) == model, "fit must return the estimator itself (return self).")
    return model


def compare(candidate, X, y, queries, because=None, *, is_whole=False, **settings):
    """The shares at the queries, which show every split; is_whole: also the labels, the depth and the number of leaves."""
    model, tree = fitted(candidate, X, y, **settings), Tree(X, y, **settings)
    wanted = tree.shares(queries)
    got = array(model.predict_proba(queries), shape=wanted.shape, what="predict_proba(X)")
    close(got, wanted, what="predict_proba(X)", because=because)
    if is_whole:
        labels = array(model.predict(queries), shape=(len(wanted),), kind="any", what="predict(X)")
        same(labels, tree.labels(queries), what="predict(X)", because="The shares are right but predict is not: take the label with the largest share, on a tie the first in classes_.")
        got = number(model.get_depth(), what="get_depth()")
        close(got, tree.depth(), what="get_depth()", because="The shares are right but the depth is not: count the edges from the root to the deepest leaf, and never split a pure node.")
        got = number(model.get_n_leaves(), what="get_n_leaves()")
        close(got, tree.leaves(), what="get_n_leaves()", because="The shares are right but the number of leaves is not: count the nodes that are not split, and never split a pure node.")


def around(X, rng):
    """Query rows: the training rows, points at and beside every midpoint of every feature, and random points."""
    X = np.asarray(X, dtype=float)
    rows = [X, X.mean(axis=0) + X.std(axis=0) * rng.normal(size=(10, X.shape[1])) * 1.5]
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        middle = (values[1:] + values[:-1]) / 2
        gap = (values[1:] - values[:-1]) / 64
        for shift in (-gap, gap):
            block = X[rng.integers(0, len(X), size=len(middle))].copy()
            block[:, feature] = middle + shift
            rows.append(block)
    return np.concatenate(rows)


def blobs(rng, n, d, classes):
    """Rows on a fine grid (exact in single precision), labels that depend on two features with noise."""
    X = np.round(rng.normal(size=(n, d)) * 64) / 64
    codes = np.floor(classes * (0.5 + 0.3 * (X[:, 0] - X[:, -1]) + 0.15 * rng.normal(size=n))).astype(int)
    return X, np.clip(codes, 0, classes - 1)


def ladder(rng, text, step=1.0):
    """One feature with increasing values and the given labels, rows shuffled."""
    values = np.cumsum(rng.integers(1, 9, size=len(text)) * step)
    y = np.array([int(letter) for letter in text])
    order = rng.permutation(len(text))
    return values[order, None], y[order]


def piles(rng, counts):
    """One feature with few values, and the given number of rows of each class at each value, shuffled."""
    values = np.cumsum(rng.integers(1, 9, size=len(counts))) + 0.0
    X = np.concatenate([np.full((sum(pile), 1), value) for pile, value in zip(counts, values, strict=True)])
    y = np.concatenate([np.repeat(np.arange(len(pile)), pile) for pile in counts])
    order = rng.permutation(len(y))
    return X[order], y[order]


@check("the first split is right", is_shown=True)
def first_split(candidate, rng):
    """A tree of depth 1 is off: among all thresholds halfway between neighbouring values take the one whose two sides have the lowest weighted Gini impurity."""
    X, y = np.array([[1.0], [2.0], [3.0], [6.0], [7.0]]), np.array([0, 0, 0, 1, 1])
    model = fitted(candidate, X, y, max_depth=1)
    close(model.predict_proba(np.array([[0.0], [4.4], [4.6], [9.0]])), [[1, 0], [1, 0], [0, 1], [0, 1]], what="predict_proba(X)")
    X, y = clear(lambda: blobs(rng, 30, 2, 2), max_depth=1, may_tie=False)
    compare(candidate, X, y, around(X, rng), max_depth=1)


@check("a full tree knows its training rows", is_shown=True)
def training_rows(candidate, rng):
    """Without limits the tree must grow until every leaf is pure, so that distinct training rows get their own label back."""
    X, y = rng.normal(size=(40, 2)), rng.integers(0, 3, size=40)
    y[:3] = [0, 1, 2]
    model = fitted(candidate, X, y)
    labels = array(model.predict(X), shape=(40,), kind="any", what="predict(X)")
    same(labels, y, what="predict(X)")
    close(model.predict_proba(X), np.eye(3)[y], what="predict_proba(X)")


@check("the split lowers the weighted Gini impurity most")
def criterion(candidate, rng):
    """Another split was chosen than the one with the lowest Gini impurity of the two sides, weighted by their rows: entropy, the error rate and unweighted sums prefer other splits here."""
    for text in TELLING:
        X, y = ladder(rng, text)
        sign = rng.choice([-1, 1])
        silent = np.full((len(X), len(text) % 2), 3.0)  # now and then behind a column that says nothing
        X = np.column_stack([silent, sign * X])
        compare(candidate, X, y, around(X, rng), max_depth=1)


@check("the whole tree is right")
def whole_tree(candidate, rng):
    """Somewhere below the root, or in one of several features, the wrong split was made: every node searches all features among its own rows."""
    for n, d, classes, depth in [(40, 3, 3, 3), (14, 2, 2, None)]:
        X, y = clear(lambda n=n, d=d, c=classes: blobs(rng, n, d, c), max_depth=depth)
        compare(candidate, X, y, around(X, rng), max_depth=depth, is_whole=depth is not None)
    X = np.column_stack([rng.integers(0, 2, size=(20, 2)) / 2, rng.permutation(np.arange(20.0) // 2)])
    compare(candidate, X, (X[:, 2] > 4.2).astype(int) + (X[:, 2] > 7), around(X, rng), max_depth=2)  # only the last feature says anything
    X, y = clear(lambda: blobs(rng, 60, 2, 2), max_depth=3, may_tie=False)
    across = np.arange(-16, 16, 2) / 8 + 1 / 256
    grid = np.array([(a, b) for b in across for a in across])
    got = array(fitted(candidate, X, y, max_depth=3).predict(grid), shape=(256,), what="predict(X)")
    wanted = Tree(X, y, max_depth=3).labels(grid)
    same(got, wanted, what="predict(X)", picture=lambda: boundary(X, y, got, wanted, (-2, 2, -2, 2), "Classes found and expected, depth 3"))


@check("thresholds lie halfway between values")
def halfway(candidate, rng):
    """The threshold must lie halfway between the two neighbouring values, not at one of them: rows between them are classified by it."""
    low = rng.integers(-9, 9) * 1.0
    X, y = np.array([[low - 1], [low], [low + 8], [low + 10]]), np.array([0, 0, 1, 1])
    queries = low + np.array([[0.1], [3.9], [4.1], [7.9]])
    close(fitted(candidate, X, y).predict_proba(queries), [[1, 0], [1, 0], [0, 1], [0, 1]], what="predict_proba(X)")


@check("a value equal to the threshold goes left")
def at_threshold(candidate, rng):
    """A row whose value equals the threshold belongs to the left side: the rule is <=, when fitting and when predicting."""
    model = fitted(candidate, np.array([[1.0], [3.0], [5.0]]), np.array([0, 1, 0]))
    close(model.predict_proba(np.array([[2.0], [4.0]])), [[1, 0], [0, 1]], what="predict_proba(X) at the two thresholds")
    X, y = clear(lambda: (rng.integers(0, 7, size=(20, 2)) * 2.0, rng.integers(0, 2, size=20)), max_depth=2)
    grid = np.array([(a, b) for a in range(-1, 14) for b in range(-1, 14)]) + 0.0
    compare(candidate, X, y, grid, max_depth=2)


@check("of equal splits the first feature and the lowest threshold win")
def equal_splits(candidate, rng):
    """Among splits with the same weighted impurity the one with the lowest feature index wins, then the one with the lowest threshold: replace the best only by a strictly better one."""
    for i in rng.permutation(len(EVEN))[:2]:
        X, y = piles(rng, EVEN[i])
        compare(candidate, X, y, around(X, rng), max_depth=1)
    X, y = ladder(rng, "001202")
    queries = around(X, rng)
    three = np.column_stack([queries, 2 * rng.permutation(queries), rng.permutation(queries)])
    compare(candidate, np.column_stack([np.ones(len(X)), 2 * X, X]), y, three, max_depth=1)
    X, y = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([0, 1])
    compare(candidate, X, y, np.array([[0.0, 0.0], [1.0, 1.0]]))


@check("a split that gains nothing is still made")
def no_gain(candidate, rng):
    """When no split lowers the impurity, as on XOR, the tree must split all the same: the gain comes one level further down."""
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
    X = np.repeat(X * rng.integers(1, 5, size=2), 2, axis=0)
    compare(candidate, X, np.repeat(y, 2), around(X, rng))


@check("max_depth counts edges from the root")
def max_depth(candidate, rng):
    """max_depth is the number of edges from the root to the deepest leaf: 0 is a single leaf, 1 one split, None no limit."""
    X, y = clear(lambda: ladder(rng, "0101101001110100"), max_depth=4)
    compare(candidate, X, y, around(X, rng), max_depth=0)
    compare(candidate, X, y, around(X, rng), max_depth=3, is_whole=True)
    X, y = ladder(rng, "0" * 8 + "1" * 4)
    compare(candidate, X, y, around(X, rng), max_depth=7, is_whole=True)


@check("min_samples_split is the least that may be split")
def min_samples_split(candidate, rng):
    """A node with at least min_samples_split rows is split, one with fewer is a leaf; the default is 2."""
    X, y = ladder(rng, "00110101")
    for least in (8, 9):
        compare(candidate, X, y, around(X, rng), min_samples_split=least, max_depth=2)
    X, y = clear(lambda: blobs(rng, 24, 2, 2), min_samples_split=7)
    compare(candidate, X, y, around(X, rng), min_samples_split=7)


@check("min_samples_leaf restricts the candidate splits")
def min_samples_leaf(candidate, rng):
    """Splits that leave fewer than min_samples_leaf rows on a side are no candidates: the best of the others must be taken, and a node without any is a leaf."""
    for text, least in [("00000001", 2), ("0000100101", 4), ("0011", 2 + int(rng.integers(2)))]:
        X, y = ladder(rng, text)
        compare(candidate, X, y, around(X, rng), min_samples_leaf=least, max_depth=1)
    least = int(rng.integers(3, 6))
    X, y = clear(lambda: blobs(rng, 30, 2, 3), min_samples_leaf=least)
    compare(candidate, X, y, around(X, rng), min_samples_leaf=least)


@check("probabilities are the class shares of the leaf")
def leaf_shares(candidate, rng):
    """predict_proba must give the share of every class among the training rows of the leaf, not only its majority."""
    y = rng.permutation(np.repeat([0, 1, 2], [5, 3, 2]))
    close(fitted(candidate, rng.normal(size=(10, 2)), y, max_depth=0).predict_proba(np.zeros((2, 2))), [[0.5, 0.3, 0.2]] * 2, what="predict_proba(X)")
    model = fitted(candidate, np.zeros((4, 1)), np.array([1, 0, 0, 1]))
    same(model.predict(np.zeros((1, 1))), [0], what="predict(X)", because="On a tie predict must return the label that comes first in classes_.")


@check("equal values are never separated")
def equal_values(candidate, rng):
    """Rows with the same value of a feature cannot be separated by it: thresholds exist only between distinct values, and rows equal in everything share one leaf."""
    for values, labels, sign in [((1, 1, 1, 2, 2, 3), (0, 1, 0, 0, 1, 1), 1), ((1, 1, 1, 2, 2, 3), (0, 1, 0, 0, 1, 1), -1), ((1, 1, 1, 1, 2), (0, 0, 1, 1, 0), 1)]:
        order = np.lexsort((sign * np.array(labels), values))
        X, y = np.array(values, dtype=float)[order, None], np.array(labels)[order]
        compare(candidate, X, y, np.arange(-1, 7, 0.25)[:, None])
    compare(candidate, np.full((5, 2), 7.0), np.array([0, 1, 1, 0, 1]), np.array([[7.0, 7.0], [0.0, 9.0]]), is_whole=True)


@check("any labels come back as they were given")
def any_labels(candidate, rng):
    """Labels may be any integers or strings: classes_ holds them sorted, predict returns them, not their positions."""
    X, codes = clear(lambda: blobs(rng, 30, 2, 3), max_depth=2)
    queries = around(X, rng)
    for names in ([-7, 3, 40], ["ant", "bee", "caterpillar"]):
        y = np.array(names)[codes]
        model = fitted(candidate, X, y, max_depth=2)
        same(model.classes_, np.unique(y), what="classes_")
        labels = array(model.predict(queries), shape=(len(queries),), kind="any", what="predict(X)")
        same(labels, Tree(X, y, max_depth=2).labels(queries), what="predict(X)")


@check("integer features work")
def integer_features(candidate, rng):
    """Integer features gave another tree than the same numbers as floats: compute midpoints in float, neither in a small dtype nor with whole-number division."""
    X, y = np.array([[100], [120], [200], [250]]), np.array([0, 0, 1, 1])
    compare(candidate, X.astype(np.uint8), y, np.array([[90.0], [159.0], [160.0], [161.0], [240.0]]))
    low = np.array([[-3], [-2], [2], [3]])
    queries = np.array([[-2.6], [-2.5], [-2.4], [2.4], [2.5], [2.6]])
    close(fitted(candidate, low, np.array([0, 1, 1, 0])).predict_proba(queries), np.eye(2)[[0, 0, 1, 1, 1, 0]], what="predict_proba(X)")


@check("one row, one class, no queries, any memory layout")
def awkward(candidate, rng):
    """An awkward but legal input failed: a single row, no query rows, float32, Fortran order or a strided view."""
    compare(candidate, rng.normal(size=(1, 2)), np.array(["same"]), rng.normal(size=(3, 2)), is_whole=True)
    X, y = clear(lambda: blobs(rng, 20, 4, 2), max_depth=2)
    wide = np.repeat(X, 2, axis=1).astype(np.float32)
    model = fitted(candidate, wide[:, ::2], y, max_depth=2)
    array(model.predict_proba(X[:0]), shape=(0, 2), what="predict_proba of no rows")
    array(model.predict(X[:0]), shape=(0,), kind="any", what="predict of no rows")
    close(model.predict_proba(np.asfortranarray(X + 0.01)), Tree(X, y, max_depth=2).shares(X + 0.01), what="predict_proba(X)")


@check("fitting again forgets the old tree")
def refit(candidate, rng):
    """A second fit must grow a new tree, also with other classes and another number of features."""
    X, y = clear(lambda: blobs(rng, 20, 2, 3), max_depth=2)
    model = fitted(candidate, X, y, max_depth=2)
    other, labels = np.array([[0.0], [1.0], [2.0]]), np.array(["x", "y", "y"])
    model.fit(other, labels)
    same(model.classes_, np.array(["x", "y"]), what="classes_")
    close(model.predict_proba(other), [[1, 0], [0, 1], [0, 1]], what="predict_proba(X)")
    same([model.get_depth(), model.get_n_leaves()], [1, 2], what="depth and number of leaves")


@probe
def outputs(candidate, rng):
    def grown(X, y, queries, **settings):
        def run():
            model = candidate.DecisionTreeClassifier(**settings)
            is_self = model.fit(X, y) == model
            shares, labels = model.predict_proba(queries), model.predict(queries)
            shape = [int(model.get_depth()), int(model.get_n_leaves())]
            return [is_self, np.asarray(model.classes_).tolist(), shape, np.asarray(shares, dtype=float), np.asarray(labels).tolist()]

        return run

    for text in [*TELLING, "0011"]:
        X, y = ladder(rng, text)
        queries = around(X, rng)
        yield grown(X, y, queries, max_depth=1)
        yield grown(np.column_stack([X, X]), y, np.column_stack([queries, queries[::-1]]), max_depth=1)
    for counts in EVEN:
        X, y = piles(rng, counts)
        yield grown(X, y, around(X, rng), max_depth=1)
    for text, least in [("00000001", 2), ("01111111", 3), ("1000001101", 2), ("0000100101", 4), ("0011", 2), ("0011", 3), ("00012", 2)]:
        X, y = ladder(rng, text)
        yield grown(X, y, around(X, rng), max_depth=1, min_samples_leaf=least)
    X, y = ladder(rng, "0101101001110100")
    for depth in (0, 1):
        yield grown(X, y, around(X, rng), max_depth=depth)
    X, y = ladder(rng, "00110101")
    for least in (2, 3, 4, 5, 8, 9):
        yield grown(X, y, around(X, rng), min_samples_split=least, max_depth=2)
    square = np.repeat(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), 2, axis=0)
    for depth in (1, None):
        yield grown(square, np.array([0, 0, 1, 1, 1, 1, 0, 0]), square + 0.2, max_depth=depth)
    for n, d, classes, settings in [
        (24, 2, 2, {"max_depth": 3}), (30, 3, 3, {"max_depth": 3}), (40, 4, 2, {"max_depth": 2}), (14, 2, 2, {}),
        (24, 2, 2, {"min_samples_split": 7}), (30, 2, 3, {"min_samples_leaf": 3}), (30, 2, 3, {"min_samples_leaf": 5}),
    ]:
        X, y = clear(lambda n=n, d=d, c=classes: blobs(rng, n, d, c), **settings)
        yield grown(X, y, around(X, rng), **settings)
    lattice, y = clear(lambda: (rng.integers(0, 3, size=(24, 2)) * 2, rng.integers(0, 2, size=24)), max_depth=2)
    yield grown(lattice, y, np.array([(a, b) for a in range(-1, 6) for b in range(-1, 6)]) + 0.0, max_depth=2)
    for values, labels in [((1, 1, 1, 2, 2, 3), (0, 1, 0, 0, 1, 1)), ((1, 1, 1, 1, 2), (0, 0, 1, 1, 0)), ((0, 0, 0, 5, 5, 5), (0, 0, 1, 1, 1, 1))]:
        for sign in (1, -1):
            order = np.lexsort((sign * np.array(labels), values))
            yield grown(np.array(values, dtype=float)[order, None], np.array(labels)[order], np.arange(-1, 7, 0.25)[:, None])
    for dtype in (np.uint8, np.int16, np.float32):
        X = np.array([[100], [120], [200], [250]], dtype=dtype)
        yield grown(X, np.array([0, 0, 1, 1]), np.array([[90.0], [159.0], [160.0], [161.0], [240.0]]))
        yield grown(X, np.array([1, 0, 0, 0]), X)
    yield grown(np.array([[-3], [-2], [2], [3]]), np.array([0, 1, 1, 1]), np.array([[-2.6], [-2.5], [-2.4]]))
    yield grown(np.array([[-3], [-2], [2], [3]]), np.array([0, 0, 0, 1]), np.array([[2.4], [2.5], [2.6]]))
    yield grown(np.zeros((4, 2)), np.array(["b", "c", "b", "c"]), np.zeros((1, 2)))
    yield grown(np.zeros((5, 2)), np.array([7, 7, 2, 2, 9]), np.zeros((1, 2)), max_depth=0)
    yield grown(np.zeros((1, 2)), np.array([4]), np.zeros((0, 2)))
    X, y = np.array([[1.0, 5.0], [3.0, 2.0], [2.0, 9.0]]), np.array([-1, 8, 8])
    yield grown(X, y, np.array([[2.0, 0.0], [0.0, 9.0]]))
    yield grown(np.asfortranarray(X), y, X[:, ::-1])

    def twice():
        model = candidate.DecisionTreeClassifier(max_depth=2)
        model.fit(X, y)
        model.fit(X[:, :1], np.array(["x", "y", "y"]))
        return [np.asarray(model.predict_proba(X[:, :1]), dtype=float), int(model.get_depth()), int(model.get_n_leaves())]

    yield twice


@workload("training rows", sizes=(200, 800, 3_200), why_slow="counting both sides anew for every threshold is quadratic in the rows; sort each feature once and move the class counts along")
def growing(candidate, rng, n):
    X, y = rng.normal(size=(n, 4)), rng.integers(0, 2, size=n)
    model = candidate.DecisionTreeClassifier(max_depth=3)
    return lambda: model.fit(X, y)
