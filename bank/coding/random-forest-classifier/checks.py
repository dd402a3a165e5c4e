"""Right forests differ in their random draws. What is tested is either a consequence of the recorded samples
(estimators_samples_ and tree_probas determine averages, out-of-bag estimates and, without random features, the trees
themselves) or a count that lies more than six standard deviations from its limits.
"""

import numpy as np
from sklearn.ensemble import RandomForestClassifier as Library

from hotseat.judge.checks import array, boundary, check, close, expect, number, probe, same, workload


class Unclear(Exception):
    """Two splits of a node are equally good: the tree is not determined."""


def oracle_tree(X, one_hot, depth, queries):
    """Class shares (m, C) of the Gini tree of at most that depth that searches all features. Raises Unclear on ties."""
    counts = one_hot.sum(axis=0)
    if depth == 0 or counts.max() == len(X):
        return np.tile(counts / len(X), (len(queries), 1))
    scores, splits = [], []
    sizes = np.arange(1, len(X))
    for feature in range(X.shape[1]):
        order = np.argsort(X[:, feature], kind="stable")
        values, left = X[order, feature], one_hot[order].cumsum(axis=0)[:-1]
        places = np.flatnonzero(values[1:] != values[:-1])
        purity = (left**2).sum(axis=1) / sizes + ((counts - left) ** 2).sum(axis=1) / (len(X) - sizes)
        scores += purity[places].tolist()
        splits += [(feature, (values[p] + values[p + 1]) / 2) for p in places]
    best = np.flatnonzero(np.array(scores) >= max(scores) - 1e-9)
    if len(best) > 1:
        raise Unclear
    feature, threshold = splits[best[0]]
    here, there = X[:, feature] <= threshold, queries[:, feature] <= threshold
    out = np.empty((len(queries), len(counts)))
    out[there] = oracle_tree(X[here], one_hot[here], depth - 1, queries[there])
    out[~there] = oracle_tree(X[~here], one_hot[~here], depth - 1, queries[~there])
    return out


def fitted(candidate, X, y, **settings):
    model = candidate.RandomForestClassifier(**settings)
    expect(model.fit(X, y) == model, "fit must return the estimator itself (return self).")
    return model


def samples_of(model, trees, n):
    """estimators_samples_ as an array (trees, n) of row indices."""
    rows = array(model.estimators_samples_, shape=(trees, n), kind="int", what="estimators_samples_").astype(int)
    expect(rows.min() >= 0 and rows.max() < n, "estimators_samples_ must hold row indices from 0 to n - 1.", got=rows)
    return rows


def probas_of(model, X, trees, classes):
    return array(model.tree_probas(X), shape=(trees, len(X), classes), what="tree_probas(X)").astype(float)


def is_in_sample(samples, n):
    """(trees, n): whether the tree's sample holds the row."""
    held = np.zeros((len(samples), n), dtype=bool)
    for tree, rows in enumerate(samples):
        held[tree, rows] = True
    return held


def noise(rng, n, d, classes=2):
    """Continuous features, labels that have nothing to do with them, every class in nearly equal numbers."""
    return rng.normal(size=(n, d)), rng.permutation(np.arange(n) % classes)


def informative(rng, n, d, useful=1):
    """The first `useful` features separate two equally large classes, the others are noise; columns shuffled. Also their places."""
    y = rng.permutation(np.arange(n) % 2)
    X = rng.normal(size=(n, d))
    X[:, :useful] = (1 + rng.random(size=(n, useful))) * np.where(y == 1, 1, -1)[:, None]
    order = rng.permutation(d)
    return X[:, order], y, np.flatnonzero(order < useful)


def uses(model, X, trees):
    """(trees, d): whether a stump's answer depends on the feature."""
    low, high = X.min(axis=0) - 1, X.max(axis=0) + 1
    queries = np.repeat(X[:1], 2 * X.shape[1], axis=0)
    for feature in range(X.shape[1]):
        queries[2 * feature, feature], queries[2 * feature + 1, feature] = low[feature], high[feature]
    shares = probas_of(model, queries, trees, 2)
    return np.abs(shares[:, ::2] - shares[:, 1::2]).max(axis=2) > 1e-9


def expected_out_of_bag(samples, shares, codes):
    """From the recorded samples: means over the trees without the row (n, C), and the accuracy over covered rows."""
    outside = ~is_in_sample(samples, len(codes))
    judges = outside.sum(axis=0)
    means = np.full(shares.shape[1:], np.nan)
    covered = judges > 0
    means[covered] = (shares * outside[:, :, None]).sum(axis=0)[covered] / judges[covered, None]
    score = float((means[covered].argmax(axis=1) == codes[covered]).mean()) if covered.any() else np.nan
    return means, score


def judge_out_of_bag(candidate, rng, n, trees, classes):
    """(got, expected) of the out-of-bag attributes; pure leaves, so that the means are exact."""
    X, codes = noise(rng, n, 2, classes)
    model = fitted(candidate, X, codes, n_estimators=trees, random_state=int(rng.integers(1000)))
    means, score = expected_out_of_bag(samples_of(model, trees, n), probas_of(model, X, trees, classes), codes)
    got = array(model.oob_decision_function_, shape=(n, classes), what="oob_decision_function_")
    return (got, number(model.oob_score_, what="oob_score_")), (means, score)


@check("the forest learns", is_shown=True)
def learns(candidate, rng):
    """Two well separated clouds of points are not told apart: check that rows and labels stay together, and how a row finds its leaf."""
    y = rng.permutation(np.arange(60) % 2)
    X = rng.normal(size=(60, 2)) + np.where(y == 1, 2.0, -2.0)[:, None]
    model = fitted(candidate, X, y, n_estimators=25, random_state=1)
    truth = np.arange(100) % 2
    fresh = rng.normal(size=(100, 2)) + np.where(truth == 1, 2.0, -2.0)[:, None]
    got = array(model.predict(fresh), shape=(100,), what="predict(X)")

    def picture():
        across = np.linspace(-4, 4, 16)
        grid = np.array([(a, b) for b in across for a in across])
        wanted = Library(25, random_state=1).fit(X, y).predict(grid)
        return boundary(X, y, model.predict(grid), wanted, (-4, 4, -4, 4), "Classes found and those of another forest")

    hits = float((got == truth).mean())
    expect(hits >= 0.85, got=f"{hits:.0%} of new rows right", expected="at least 85 %", picture=picture)


@check("probabilities are the mean over the trees", is_shown=True)
def mean_of_trees(candidate, rng):
    """predict_proba must be the mean of tree_probas over the trees, leaf shares and not votes; predict takes its largest class, the first on a tie."""
    X, y = noise(rng, 30, 3, 3)
    queries = rng.normal(size=(12, 3))
    for trees, depth in [(1, 1), (7, 1), (10, 2), (2, None)]:
        model = fitted(candidate, X, y, n_estimators=trees, max_depth=depth)
        shares = probas_of(model, queries, trees, 3)
        close(shares.sum(axis=2), np.ones((trees, 12)), what="the sum of each row of tree_probas(X)")
        got = array(model.predict_proba(queries), shape=(12, 3), what="predict_proba(X)")
        close(got, shares.mean(axis=0), what="predict_proba(X)")
        if depth is None:  # pure leaves: halves are exact, ties are ties
            same(model.predict(queries), shares.sum(axis=0).argmax(axis=1), what="predict(X)")
    two = fitted(candidate, X, np.array(["no", "yes", "maybe"])[y], n_estimators=2)
    votes = probas_of(two, queries, 2, 3).sum(axis=0).argmax(axis=1)
    same(two.predict(queries), np.array(["maybe", "no", "yes"])[votes], what="predict(X)")


def bootstrap_facts(model, trees, n):
    rows = samples_of(model, trees, n)
    counts = np.bincount(rows.ravel(), minlength=n)  # mean trees, standard deviation about sqrt(trees)
    spread = 7 * np.sqrt(trees)
    share = float(np.mean([len(set(row.tolist())) / n for row in rows]))
    return {
        "its own sample": len({tuple(sorted(row.tolist())) for row in rows}) == trees,
        "distinct rows": 0.58 < share < 0.69,
        "every row": bool(counts.min() > trees - spread and counts.max() < trees + spread),
    }


@check("each tree draws n rows with replacement")
def bootstrap(candidate, rng):
    """The recorded samples are no bootstrap samples: every tree draws its own n row indices, uniformly and with replacement, so that about 63 % of the rows occur in it."""
    for n, trees in [(60, 60)]:
        X, y = noise(rng, n, 2)
        facts = bootstrap_facts(fitted(candidate, X, y, n_estimators=trees, max_depth=0, random_state=int(rng.integers(1000))), trees, n)
        expect(facts["its own sample"], "All trees, or several, have the same bootstrap sample: every tree must draw its own.")
        expect(facts["distinct rows"], got="another share of distinct rows", expected="about 63 % of the rows, some of them repeated")
        expect(facts["every row"], "Some rows are drawn far too often or too rarely: all n rows must be equally probable, the first and the last too.")


def learning_facts(candidate, rng, n=50, trees=10):
    X, y = noise(rng, n, 3)
    model = fitted(candidate, X, y, n_estimators=trees, random_state=int(rng.integers(1000)))
    held = is_in_sample(samples_of(model, trees, n), n)
    of_label = probas_of(model, X, trees, 2)[:, np.arange(n), y]
    return {"inside": bool(np.allclose(of_label[held], 1)), "outside": bool(of_label[~held].size and of_label[~held].mean() < 0.95)}


@check("each tree learns its own sample and nothing else")
def own_sample(candidate, rng):
    """A tree of unlimited depth must know every row of its own sample and, with random labels, must do no better than chance on the others: train it on X[sample], y[sample]."""
    facts = learning_facts(candidate, rng)
    expect(facts["inside"], "A tree without depth limit does not reproduce the labels of its own sample: it is grown until nodes are pure, on rows and labels of the same sample.")
    expect(facts["outside"], "With random labels the trees also know the rows outside their sample: they were grown on all rows, not on the recorded ones.")


def determined_trees(candidate, rng, trees=10):
    """Largest deviation from the oracle, per depth, over trees that search all features and have no equal splits."""
    worst = []
    for depth, n, d, classes in [(0, 20, 2, 3), (1, 30, 2, 2), (2, 30, 3, 2), (2, 40, 2, 3), (3, 40, 1, 2)]:
        X, y = noise(rng, n, d, classes)
        y = np.where(rng.random(n) < 0.6, (X[:, -1] > 0) + (classes > 2) * (X[:, 0] > 0), y)
        y[rng.permutation(n)[:classes]] = np.arange(classes)
        queries = np.concatenate([X, rng.normal(size=(30, d))])
        model = fitted(candidate, X, y, n_estimators=trees, max_features=d, max_depth=depth, random_state=int(rng.integers(1000)))
        samples, shares = samples_of(model, trees, n), probas_of(model, queries, trees, classes)
        off = 0.0
        for rows, got in zip(samples, shares, strict=True):
            try:
                off = max(off, float(np.abs(oracle_tree(X[rows], np.eye(classes)[y[rows]], depth, queries) - got).max()))
            except Unclear:
                continue
        worst.append(off)
    return worst


@check("repeated rows count repeatedly")
def repeats(candidate, rng):
    """With max_depth=0 a tree answers with the class shares of its bootstrap sample, where a row drawn three times counts three times."""
    X, y = noise(rng, 15, 2, 3)
    model = fitted(candidate, X, y, n_estimators=12, max_depth=0)
    wanted = [np.bincount(y[rows], minlength=3) / 15 for rows in samples_of(model, 12, 15)]
    close(probas_of(model, X[:1], 12, 3)[:, 0], wanted, what="tree_probas(X)[:, 0]")


@check("trees split by Gini impurity down to max_depth")
def gini_trees(candidate, rng):
    """A tree that searches all features is not the Gini tree of its sample: lowest weighted impurity, thresholds halfway between sampled values, at most max_depth edges deep."""
    worst = determined_trees(candidate, rng)
    expect(max(worst) < 1e-6, got=f"leaf shares off by up to {max(worst):.3g}", expected="those of the tree grown on the recorded sample")


def features_per_tree(candidate, rng, trees=6):
    """Mean number of features on which a deep tree depends when each node may search a single one of four."""
    n, d = 50, 4
    X, y = noise(rng, n, d)
    model = fitted(candidate, X, y, n_estimators=trees, max_features=1, random_state=int(rng.integers(1000)))
    changed = [X]
    for feature in range(d):
        block = X.copy()
        block[:, feature] = rng.permutation(X[:, feature])
        changed.append(block)
    shares = probas_of(model, np.concatenate(changed), trees, 2).reshape(trees, d + 1, n, 2)
    return float((np.abs(shares[:, 1:] - shares[:, :1]).max(axis=(2, 3)) > 1e-9).sum(axis=1).mean())


@check("every node draws its own features")
def per_node(candidate, rng):
    """With max_features=1 and four features every deep tree should use nearly all of them: the features were drawn once per tree, or are always the same, instead of anew at every node."""
    got = features_per_tree(candidate, rng)
    expect(got > 3, got=f"{got:.1f} features per tree", expected="nearly 4")


def root_counts(candidate, rng, d, trees, **settings):
    """How many of the stumps depend on each feature when only one feature is informative, and its place."""
    X, y, (place,) = informative(rng, 50, d)
    model = fitted(candidate, X, y, n_estimators=trees, max_depth=1, random_state=int(rng.integers(1000)), **settings)
    return uses(model, X, trees).sum(axis=0), place


@check("max_features limits the search of a node")
def limited_search(candidate, rng):
    """The best feature is found too often or too rarely for the number of features that a node may search: draw max_features of all features at random, each equally probable."""
    counts, _ = root_counts(candidate, rng, 4, 100, max_features=1)
    expect(counts.min() >= 2 and counts.max() <= 55, got=f"stumps using each of 4 features: {counts.tolist()} of 100", expected="about 25 each with max_features=1")
    counts, place = root_counts(candidate, rng, 3, 120, max_features=2)
    expect(48 <= counts[place] <= 112, got=f"{counts[place]} of 120 stumps use the best feature", expected="about 80 with 2 of 3 features")


@check("the drawn features are distinct")
def distinct_features(candidate, rng):
    """With max_features equal to the number of features every node must find the best one: draw features without replacement."""
    counts, place = root_counts(candidate, rng, 2, 60, max_features=2)
    expect(counts[place] >= 59, got=f"{counts[place]} of 60 stumps use the better of 2 features", expected="all")


def all_stumps_perfect(candidate, rng, trees=100):
    """Nine features of which seven separate the classes: any three contain a good one."""
    X, y, _ = informative(rng, 20, 9, useful=7)
    model = fitted(candidate, X, y, n_estimators=trees, max_depth=1)
    held = is_in_sample(samples_of(model, trees, 20), 20)
    return bool(np.allclose(probas_of(model, X, trees, 2)[:, np.arange(20), y][held], 1))


@check("the default is the square root of the number of features")
def default_features(candidate, rng):
    """max_features='sqrt', the default, means the square root of the number of features rounded down: 1 of 3, 3 of 9."""
    counts, place = root_counts(candidate, rng, 3, 240)
    expect(35 <= counts[place] <= 121, got=f"{counts[place]} of 240 stumps use the best of 3 features", expected="about 80, one feature per node")
    counts, place = root_counts(candidate, rng, 9, 100, max_features="sqrt")
    expect(5 <= counts[place] <= 66, got=f"{counts[place]} of 100 stumps use the best of 9 features", expected="about 33, three features per node")
    expect(all_stumps_perfect(candidate, rng), "With nine features a node must search three of them.")
    model = fitted(candidate, rng.normal(size=(8, 1)), np.arange(8) % 2)
    probas_of(model, rng.normal(size=(2, 1)), 50, 2)


@check("out-of-bag rows are judged by the trees that lack them")
def out_of_bag(candidate, rng):
    """oob_decision_function_ and oob_score_ must average, for each row, only the trees whose bootstrap sample does not contain it."""
    for n, trees, classes in [(30, 20, 2), (24, 15, 3)]:
        got, wanted = judge_out_of_bag(candidate, rng, n, trees, classes)
        close(got[0], wanted[0], what="oob_decision_function_")
        close(got[1], wanted[1], what="oob_score_")


@check("rows without an out-of-bag tree are left out")
def uncovered(candidate, rng):
    """A row that is in every sample has no out-of-bag estimate: NaN in oob_decision_function_, and it does not count in oob_score_."""
    for trees in (1, 2, 3):
        got, wanted = judge_out_of_bag(candidate, rng, 25, trees, 2)
        close(got[0], wanted[0], what="oob_decision_function_")
        close(got[1], wanted[1], what="oob_score_")
    model = fitted(candidate, np.array([[1.0, 2.0]]), np.array([5]), n_estimators=4)
    close(model.oob_decision_function_, [[np.nan]], what="oob_decision_function_")
    close(number(model.oob_score_, what="oob_score_"), np.nan, what="oob_score_")


def seed_facts(candidate, rng, n=20):
    X, y = noise(rng, n, 4)
    queries = rng.normal(size=(20, 4))

    def drawn(model):
        return samples_of(model, 8, n), probas_of(model, queries, 8, 2)

    first, second, other = (fitted(candidate, X, y, n_estimators=8, random_state=seed) for seed in (3, 3, 4))
    once = drawn(first)
    first.fit(X, y)
    again, twin, third = drawn(first), drawn(second), drawn(other)
    default, zero = (drawn(fitted(candidate, X, y, n_estimators=8, **settings)) for settings in ({}, {"random_state": 0}))
    equal = lambda a, b: all(np.array_equal(left, right) for left, right in zip(a, b, strict=True))  # noqa: E731
    return {"twin": equal(once, twin), "refit": equal(once, again), "other": not np.array_equal(once[0], third[0]), "default": equal(default, zero)}


@check("random_state fixes the forest")
def seeds(candidate, rng):
    """Two forests with the same random_state must be equal in samples and trees, those with another one different: make the generator from random_state, in fit."""
    facts = seed_facts(candidate, rng)
    expect(facts["twin"], "Two forests with the same random_state differ: every draw must come from a generator made from random_state.")
    expect(facts["refit"], "Fitting the same estimator again gave another forest: make the generator in fit, not in the constructor.")
    expect(facts["other"], "Another random_state gave the same forest.")
    expect(facts["default"], "Without random_state the forest must be that of random_state=0.")


def rare_facts(candidate, rng, trees=60):
    X, y = noise(rng, 12, 2)
    names = np.array(["a", "c"])[y]
    names[rng.integers(12)] = "b"
    model = fitted(candidate, X, names, n_estimators=trees)
    held = is_in_sample(samples_of(model, trees, 12), 12)
    place = np.searchsorted(["a", "b", "c"], names)
    return bool(np.allclose(probas_of(model, X, trees, 3)[:, np.arange(12), place][held], 1))


@check("a rare class keeps its column")
def rare_class(candidate, rng):
    """When a bootstrap sample misses a class, the columns of that tree are shifted or missing: number the classes on all training labels, not on the sample."""
    expect(rare_facts(candidate, rng))


def awkward_values(candidate, rng):
    """Everything about forests whose outcome no draw can change."""
    X = rng.normal(size=(9, 2))
    lone = fitted(candidate, X[:1], np.array([7]), n_estimators=3)
    one = fitted(candidate, X, np.array(["x"] * 9), n_estimators=4)
    two = fitted(candidate, np.asfortranarray(X), np.array([40, -7, 3] * 3), n_estimators=5)
    empty = [np.shape(call(X[:0])) for call in (two.tree_probas, two.predict_proba, two.predict)]
    two_again = [np.asarray(two.classes_).tolist()]
    two.fit(np.repeat(X, 2, axis=1)[:, ::2], np.array(["p", "q", "p"] * 3))
    return [
        np.asarray(lone.tree_probas(X), dtype=float), np.asarray(lone.predict(X)).tolist(),
        np.asarray(lone.estimators_samples_).tolist(), np.asarray(one.predict_proba(X), dtype=float),
        np.asarray(one.predict(X)).tolist(), [list(shape) for shape in empty], two_again, np.asarray(two.classes_).tolist(),
        list(np.shape(two.tree_probas(X))), list(np.shape(two.estimators_samples_)),
    ]  # fmt: skip


@check("one row, one class, no queries, fitting again")
def awkward(candidate, rng):
    """An awkward but legal input failed: a single row, a single class, no query rows, another memory layout, or a second fit with other labels."""
    lone, labels, drawn, one, names, empty, (classes,), later, trees, samples = awkward_values(candidate, rng)
    close(lone, np.ones((3, 9, 1)), what="tree_probas(X) after fitting one row")
    same(labels, [7] * 9, what="predict(X) after fitting one row")
    same(drawn, [[0]] * 3, what="estimators_samples_ after fitting one row")
    close(one, np.ones((9, 1)), what="predict_proba(X) with one class")
    same(names, ["x"] * 9, what="predict(X) with one class")
    same(empty, [[5, 0, 3], [0, 3], [0]], what="the shapes for no query rows")
    same(classes, [-7, 3, 40], what="classes_")
    same(later, ["p", "q"], what="classes_ after the second fit")
    same([trees, samples], [[5, 9, 2], [5, 9]], what="the shapes of tree_probas(X) and estimators_samples_ after the second fit")


@probe
def outputs(candidate, rng):
    """Facts as truth values, the cheap ones first: naming a mistake stops at the first difference."""

    def bootstrap_of(n, trees):
        X, y = noise(rng, n, 2)
        return list(bootstrap_facts(fitted(candidate, X, y, n_estimators=trees, max_depth=0), trees, n).values())

    def lone():
        model = fitted(candidate, np.array([[1.0, 2.0]]), np.array([5]), n_estimators=4)
        return [np.asarray(model.oob_decision_function_, dtype=float), float(model.oob_score_)]

    def without_estimate():
        X, y = noise(rng, 200, 2)
        means = np.asarray(fitted(candidate, X, y, n_estimators=1, max_depth=0).oob_decision_function_, dtype=float)
        share = float(np.isnan(means).all(axis=1).mean())
        return [share > 0.5, share > 0.2]

    def judged(n, trees, classes):
        (means, score), (right_means, right_score) = judge_out_of_bag(candidate, rng, n, trees, classes)
        return [bool(np.allclose(means, right_means, equal_nan=True)), bool(np.isclose(score, right_score, equal_nan=True))]

    def averaged(trees, depth):
        X, y = noise(rng, 20, 3, 3)
        model = fitted(candidate, X, y, n_estimators=trees, max_depth=depth)
        shares = probas_of(model, X, trees, 3)
        is_mean = bool(np.allclose(model.predict_proba(X), shares.mean(axis=0)))
        is_best = depth is not None or np.asarray(model.predict(X)).tolist() == shares.sum(axis=0).argmax(axis=1).tolist()
        return [is_mean, is_best, bool(np.allclose(shares.sum(axis=2), 1))]

    def default():
        X, y = noise(rng, 6, 1)
        return list(np.shape(fitted(candidate, X, y, max_depth=0).tree_probas(X)))

    def within(low, high, d, trees, **settings):
        counts, place = root_counts(candidate, rng, d, trees, **settings)
        return bool(low <= counts[place] <= high)

    def even(trees):
        counts, _ = root_counts(candidate, rng, 4, trees, max_features=1)
        return bool(counts.min() >= 1 and counts.max() <= 0.6 * trees)

    yield lambda: bootstrap_of(60, 60)
    yield without_estimate
    yield lone
    for trees, depth in [(1, 1), (5, 1), (2, None)]:
        yield lambda t=trees, d=depth: averaged(t, d)
    for n, trees, classes in [(20, 1, 2), (20, 2, 2), (20, 8, 3)]:
        yield lambda n=n, t=trees, c=classes: judged(n, t, c)
    yield lambda: list(seed_facts(candidate, rng, 12).values())
    yield lambda: rare_facts(candidate, rng, 30)
    yield lambda: list(learning_facts(candidate, rng, 40, 5).values())
    yield lambda: features_per_tree(candidate, rng, 3) > 2.5
    yield lambda: [off < 1e-6 for off in determined_trees(candidate, rng, 4)]
    yield lambda: within(29, 30, 2, 30, max_features=2)
    yield lambda: even(50)
    yield lambda: within(18, 48, 3, 50, max_features=2)
    yield lambda: all_stumps_perfect(candidate, rng, 40)
    yield lambda: within(4, 38, 3, 60)
    yield lambda: within(3, 36, 9, 50)
    yield default
    yield lambda: awkward_values(candidate, rng)


@workload("training rows", sizes=(100, 400, 1_600), why_slow="counting both sides anew for every threshold is quadratic in the rows; sort each feature and move the class counts along, as best_split does")
def growing(candidate, rng, n):
    X, y = rng.normal(size=(n, 4)), rng.integers(0, 2, size=n)
    model = candidate.RandomForestClassifier(n_estimators=5, max_depth=3)
    return lambda: model.fit(X, y)
