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


def informative(rng, n, d, useful=1, nearly=0):
    """The first `useful` features separate two equally large classes, the next `nearly` all but a tenth, the others are noise; columns shuffled. Also their old places."""
    y = rng.permutation(np.arange(n) % 2)
    X = rng.normal(size=(n, d))
    X[:, : useful + nearly] = (1 + rng.random(size=(n, useful + nearly))) * np.where(y == 1, 1, -1)[:, None]
    X[: n // 10, useful : useful + nearly] *= -1
    order = rng.permutation(d)
    return X[:, order], y, order


def uses(model, X, trees):
    """(trees, d): whether a stump's answer depends on the feature."""
    low, high = X.min(axis=0) - 1, X.max(axis=0) + 1
    queries = np.repeat(X[:1], 2 * X.shape[1], axis=0)
    for feature in range(X.shape[1]):
        queries[2 * feature, feature], queries[2 * feature + 1, feature] = low[feature], high[feature]
    shares = probas_of(model, queries, trees, 2)
    return np.abs(shares[:, ::2] - shares[:, 1::2]).max(axis=2) > 1e-9


def expected_out_of_bag(samples, shares, codes):
    """From the recorded samples: means over the trees without the row (n, C), and the accuracy over covered rows with every tie lost or won."""
    outside = ~is_in_sample(samples, len(codes))
    judges = outside.sum(axis=0)
    means = np.full(shares.shape[1:], np.nan)
    covered = judges > 0
    means[covered] = (shares * outside[:, :, None]).sum(axis=0)[covered] / judges[covered, None]
    if not covered.any():
        return means, (np.nan, np.nan)
    own = means[covered, codes[covered]]
    others = means[covered].copy()
    others[np.arange(len(own)), codes[covered]] = -1
    return means, (float((own > others.max(axis=1) + 1e-9).mean()), float((own > others.max(axis=1) - 1e-9).mean()))


def judge_out_of_bag(candidate, rng, n, trees, classes, depth=None):
    """(got, expected) of the out-of-bag attributes; the expected score is a pair of limits."""
    X, codes = noise(rng, n, 2, classes)
    model = fitted(candidate, X, codes, n_estimators=trees, max_depth=depth, random_state=int(rng.integers(1000)))
    samples = samples_of(model, trees, n)
    got = array(model.oob_decision_function_, shape=(n, classes), what="oob_decision_function_"), number(model.oob_score_, what="oob_score_")
    return got, expected_out_of_bag(samples, probas_of(model, X, trees, classes), codes)


def agree_out_of_bag(got, wanted):
    close(got[0], wanted[0], what="oob_decision_function_")
    low, high = wanted[1]
    expect(is_between(got[1], low, high), got=f"oob_score_ = {got[1]:.4f}", expected=f"{low:.4f}" if low == high else f"{low:.4f} to {high:.4f}")


def is_between(score, low, high):
    return bool(np.isnan(score)) if np.isnan(low) else bool(low - 1e-9 <= score <= high + 1e-9)


@check("the forest learns", is_shown=True)
def learns(candidate, rng):
    """Two well separated clouds of points are not told apart: check that rows and labels stay together, and how a row finds its leaf."""
    y = rng.permutation(np.arange(60) % 2)
    X = rng.normal(size=(60, 2)) + np.where(y == 1, 2.0, -2.0)[:, None]
    model = fitted(candidate, X, y, n_estimators=15, random_state=1)
    truth = np.arange(60) % 2
    fresh = rng.normal(size=(60, 2)) + np.where(truth == 1, 2.0, -2.0)[:, None]
    got = array(model.predict(fresh), shape=(60,), what="predict(X)")

    def picture():
        across = np.linspace(-4, 4, 16)
        grid = np.array([(a, b) for b in across for a in across])
        wanted = Library(15, random_state=1).fit(X, y).predict(grid)
        return boundary(X, y, model.predict(grid), wanted, (-4, 4, -4, 4), "Classes found and those of another forest")

    hits = float((got == truth).mean())
    expect(hits >= 0.85, got=f"{hits:.0%} of new rows right", expected="at least 85 %", picture=picture)


@check("probabilities are the mean over the trees", is_shown=True)
def mean_of_trees(candidate, rng):
    """predict_proba must be the mean of tree_probas over the trees, leaf shares and not votes; predict takes its largest class, the first on a tie."""
    X, y = noise(rng, 30, 3, 3)
    queries = rng.normal(size=(12, 3))
    names = np.array(["no", "yes", "maybe"])[y]
    for trees, depth in [(7, 1), (2, None)]:
        model = fitted(candidate, X, names, n_estimators=trees, max_depth=depth)
        shares = probas_of(model, queries, trees, 3)
        got = array(model.predict_proba(queries), shape=(12, 3), what="predict_proba(X)")
        best = np.asarray(model.predict(queries))
        close(shares.sum(axis=2), np.ones((trees, 12)), what="the sum of each row of tree_probas(X)")
        close(got, shares.mean(axis=0), what="predict_proba(X)")
        same(best[is_clear(shares)], np.array(["maybe", "no", "yes"])[first_best(shares)][is_clear(shares)], what="predict(X)")


def first_best(shares):
    return shares.sum(axis=0).argmax(axis=1)


def is_clear(shares):
    """Rows on whose class rounding has no say: pure leaves, where halves and ties are exact, or a clear lead."""
    lead = np.sort(shares.mean(axis=0), axis=1)
    return (np.isin(shares, (0, 1)).all(axis=(0, 2)) & (len(shares) <= 2)) | (lead[:, -1] - lead[:, -2] > 1e-6)


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
    X, y = noise(rng, 60, 2)
    facts = bootstrap_facts(fitted(candidate, X, y, n_estimators=60, max_depth=0, random_state=int(rng.integers(1000))), 60, 60)
    expect(facts["its own sample"], "All trees, or several, have the same bootstrap sample: every tree must draw its own.")
    expect(facts["distinct rows"], got="another share of distinct rows", expected="about 63 % of the rows, some of them repeated")
    expect(facts["every row"], "Some rows are drawn far too often or too rarely: all n rows must be equally probable, the first and the last too.")


def learning_facts(candidate, rng, n=30, trees=5):
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


def determined_trees(candidate, rng, trees=8):
    """Largest deviation from the oracle, per depth, over trees that search all features and have no equal splits."""
    worst = []
    for depth, n, d, classes in [(1, 14, 1, 2), (2, 36, 3, 3)]:
        X, y = noise(rng, n, d, classes)
        if d == 1:  # even numbers: midpoints are exact, and every one of them is queried
            X = 2.0 * rng.permutation(n)[:, None]
        y = np.where(rng.random(n) < 0.4, (X[:, -1] > np.median(X)) + (classes > 2) * (X[:, 0] > 0), y)
        y[rng.permutation(n)[:classes]] = np.arange(classes)
        queries = np.concatenate([X, np.arange(2.0 * n)[:, None] if d == 1 else rng.normal(size=(30, d))])
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
    """A tree that searches all features is not the Gini tree of its sample: lowest weighted impurity, thresholds halfway between sampled values, a value equal to the threshold goes left, at most max_depth edges deep."""
    worst = determined_trees(candidate, rng)
    expect(max(worst) < 1e-6, got=f"leaf shares off by up to {max(worst):.3g}", expected="those of the tree grown on the recorded sample")


def features_per_tree(candidate, rng, trees=4):
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


def root_counts(candidate, rng, d, trees, useful=1, nearly=0, n=40, **settings):
    """How many of the stumps depend on each feature: first the useful ones, then the nearly as useful, then noise."""
    X, y, order = informative(rng, n, d, useful, nearly)
    model = fitted(candidate, X, y, n_estimators=trees, max_depth=1, random_state=int(rng.integers(1000)), **settings)
    counts = np.empty(d, dtype=int)
    counts[order] = uses(model, X, trees).sum(axis=0)
    return counts


RANKED = "stumps using the best, the second and the worst of 3 features: "


@check("max_features limits the search of a node")
def limited_search(candidate, rng):
    """The best feature is found too often or too rarely for the number of features that a node may search: draw max_features of all features at random, each equally probable."""
    best, second, worst = root_counts(candidate, rng, 3, 60, nearly=1, max_features=2).tolist()
    is_right = 20 <= best <= 56 and second >= 4 and worst <= 8
    expect(is_right, got=f"{RANKED}{best}, {second}, {worst}", expected="about 40, 20, 0 with max_features=2")


@check("the drawn features are distinct")
def distinct_features(candidate, rng):
    """With max_features equal to the number of features every node must find the best one: draw features without replacement."""
    best = root_counts(candidate, rng, 4, 36, n=24, max_features=4)[0]
    expect(best >= 34, got=f"{best} of 36 stumps use the best of 4 features", expected="all")


@check("the default is the square root of the number of features")
def default_features(candidate, rng):
    """max_features='sqrt', the default, means the square root of the number of features rounded down: 1 of 1, 1 of 3, 6 of 36."""
    best, second, worst = root_counts(candidate, rng, 3, 60, nearly=1).tolist()
    is_right = best <= 42 and second >= 4 and worst >= 4
    expect(is_right, got=f"{RANKED}{best}, {second}, {worst}", expected="about 20 each, one feature per node")
    found = root_counts(candidate, rng, 36, 60, useful=6, n=24, max_features="sqrt")[:6].sum()
    expect(23 <= found <= 57, got=f"{found} of 60 stumps use one of the 6 good features of 36", expected="about 42, six features per node")
    model = fitted(candidate, rng.normal(size=(8, 1)), np.arange(8) % 2, max_depth=1)
    probas_of(model, rng.normal(size=(2, 1)), 50, 2)


@check("out-of-bag rows are judged by the trees that lack them")
def out_of_bag(candidate, rng):
    """oob_decision_function_ and oob_score_ must average, for each row, only the trees whose bootstrap sample does not contain it."""
    agree_out_of_bag(*judge_out_of_bag(candidate, rng, 24, 10, 3, depth=2))


@check("rows without an out-of-bag tree are left out")
def uncovered(candidate, rng):
    """A row that is in every sample has no out-of-bag estimate: NaN in oob_decision_function_, and it does not count in oob_score_."""
    agree_out_of_bag(*judge_out_of_bag(candidate, rng, 25, 2, 2))
    model = fitted(candidate, np.array([[1.0, 2.0]]), np.array([5]), n_estimators=4)
    close(model.oob_decision_function_, [[np.nan]], what="oob_decision_function_")
    close(number(model.oob_score_, what="oob_score_"), np.nan, what="oob_score_")


def seed_facts(candidate, rng, n=14):
    X, y = noise(rng, n, 4)
    queries = rng.normal(size=(20, 4))

    def drawn(model):
        return samples_of(model, 4, n), probas_of(model, queries, 4, 2)

    first, twin, zero, default = (fitted(candidate, X, y, n_estimators=4, **settings) for settings in ({"random_state": 3}, {"random_state": 3}, {"random_state": 0}, {}))
    once = drawn(first)
    first.fit(X, y)
    again, other, usual = drawn(first), drawn(zero), drawn(default)
    equal = lambda a, b: all(np.array_equal(left, right) for left, right in zip(a, b, strict=True))  # noqa: E731
    return {"twin": equal(once, drawn(twin)), "refit": equal(once, again), "other": not np.array_equal(once[0], other[0]), "default": equal(other, usual)}


@check("random_state fixes the forest")
def seeds(candidate, rng):
    """Two forests with the same random_state must be equal in samples and trees, those with another one different: make the generator from random_state, in fit."""
    facts = seed_facts(candidate, rng)
    expect(facts["twin"], "Two forests with the same random_state differ: every draw must come from a generator made from random_state.")
    expect(facts["refit"], "Fitting the same estimator again gave another forest: make the generator in fit, not in the constructor.")
    expect(facts["other"], "Another random_state gave the same forest.")
    expect(facts["default"], "Without random_state the forest must be that of random_state=0.")


def rare_facts(candidate, rng, trees=20):
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

    def judged(n, trees, classes, depth=None):
        (means, score), (right_means, limits) = judge_out_of_bag(candidate, rng, n, trees, classes, depth)
        return [bool(np.allclose(means, right_means, equal_nan=True)), is_between(score, *limits)]

    def averaged(trees, depth):
        X, y = noise(rng, 20, 3, 3)
        model = fitted(candidate, X, y, n_estimators=trees, max_depth=depth)
        shares = probas_of(model, X, trees, 3)
        is_mean = bool(np.allclose(model.predict_proba(X), shares.mean(axis=0)))
        clear = is_clear(shares)
        is_best = np.asarray(model.predict(X))[clear].tolist() == first_best(shares)[clear].tolist()
        return [is_mean, is_best, bool(np.allclose(shares.sum(axis=2), 1))]

    def default():
        X, y = noise(rng, 6, 1)
        return list(np.shape(fitted(candidate, X, y, max_depth=0).tree_probas(X)))

    def ranked(trees, **settings):
        best, second, worst = root_counts(candidate, rng, 3, trees, nearly=1, **settings)
        return [bool(best <= 0.9 * trees), bool(best <= 0.5 * trees), bool(second >= 1), bool(worst > 0.04 * trees), bool(worst >= 0.15 * trees)]

    def good_ones(trees):
        found = root_counts(candidate, rng, 36, trees, useful=6, n=24)[:6].sum()
        return bool(0.35 * trees <= found <= 0.97 * trees)

    yield lambda: bootstrap_of(60, 60)
    yield without_estimate
    yield lone
    for trees, depth in [(1, 1), (5, 1), (2, None)]:
        yield lambda t=trees, d=depth: averaged(t, d)
    for n, trees, classes, depth in [(20, 1, 2, None), (20, 2, 2, None), (20, 8, 3, 2)]:
        yield lambda n=n, t=trees, c=classes, d=depth: judged(n, t, c, d)
    yield lambda: list(seed_facts(candidate, rng, 12).values())
    yield lambda: rare_facts(candidate, rng, 30)
    yield lambda: list(learning_facts(candidate, rng, 40, 5).values())
    yield lambda: features_per_tree(candidate, rng, 3) > 2.5
    yield lambda: [off < 1e-6 for off in determined_trees(candidate, rng, 4)]
    yield lambda: bool(root_counts(candidate, rng, 4, 30, n=24, max_features=4)[0] >= 28)
    yield lambda: ranked(100, max_features=2)
    yield lambda: ranked(100)
    yield lambda: good_ones(60)
    yield default
    yield lambda: awkward_values(candidate, rng)


@workload("training rows", sizes=(100, 400, 1_600), why_slow="counting both sides anew for every threshold is quadratic in the rows; sort each feature and move the class counts along, as best_split does")
def growing(candidate, rng, n):
    X, y = rng.normal(size=(n, 4)), rng.integers(0, 2, size=n)
    model = candidate.RandomForestClassifier(n_estimators=5, max_depth=3)
    return lambda: model.fit(X, y)
