import numpy as np
from sklearn.model_selection import GroupKFold

from hotseat.judge.checks import array, check, close, expect, probe


def folds_of(groups, n_splits):
    """The fold of each row."""
    fold = np.zeros(len(groups), dtype=int)
    for k, (_, test) in enumerate(GroupKFold(n_splits).split(groups, groups=groups)):
        fold[test] = k
    return fold


def logistic(X, y):
    """Intercept first; minimises the summed log loss plus half the squared norm of the other weights (C = 1). Newton."""
    design = np.column_stack([np.ones(len(X)), X])
    penalty = np.eye(design.shape[1])
    penalty[0, 0] = 0.0

    def loss(w):
        z = design @ w
        return np.sum(np.logaddexp(0, z) - y * z) + 0.5 * w @ penalty @ w

    weights = np.zeros(design.shape[1])
    before = loss(weights)
    for _ in range(100):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (p - y) + penalty @ weights
        step = np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design + penalty, gradient)
        length = 1.0
        while (after := loss(weights - length * step)) > before + 1e-12 and length > 1e-6:
            length /= 2
        weights, before = weights - length * step, after
        if np.abs(step).max() < 1e-8:  # the next would be of its square
            break
    return weights


def f1(y, predicted):
    total = np.sum(y == 1) + np.sum(predicted == 1)
    return 2 * np.sum((y == 1) & (predicted == 1)) / total if total else 0.0


def best_of(y, p):
    """The smallest of these probabilities with the best F1."""
    values = np.sort(p)
    chosen = p >= values[:, None]
    return values[int(np.argmax(2 * (chosen @ y) / (chosen.sum(axis=1) + y.sum())))]


def medians(X):
    """Per column, of the values that are there; np.nanmedian needs a millisecond even for small arrays."""
    ordered, known, columns = np.sort(X, axis=0), np.sum(~np.isnan(X), axis=0), np.arange(X.shape[1])
    return (ordered[(known - 1) // 2, columns] + ordered[known // 2, columns]) / 2


def oracle(X, y, groups, n_splits=3, n_features=5):
    fold = folds_of(groups, n_splits)
    probabilities, predictions, scores = np.zeros(len(y)), np.zeros(len(y), dtype=int), []
    for k in range(n_splits):
        train, test = fold != k, fold == k
        filled = np.where(np.isnan(X), medians(X[train]), X)
        scaled = (filled - filled[train].mean(axis=0)) / filled[train].std(axis=0)
        correlation = np.abs((y[train] - y[train].mean()) @ scaled[train])  # F of two classes grows with it
        kept = np.sort(np.argsort(-correlation)[:n_features])
        w = logistic(scaled[train][:, kept], y[train])
        p = 1 / (1 + np.exp(-(w[0] + scaled[:, kept] @ w[1:])))
        probabilities[test] = p[test]
        predictions[test] = p[test] >= best_of(y[train], p[train])
        scores.append(f1(y[test], predictions[test]))
    return {"probabilities": probabilities, "predictions": predictions, "scores": np.array(scores)}


def patients(rng, n_patients, d, *, missing=0.0, words=False, largest=4, signal=0.7):
    """X, y, groups: patients of 1 to `largest` rows, two classes, a few informative columns, gaps if asked for."""
    sizes = rng.integers(1, largest + 1, size=n_patients)
    groups = np.repeat(rng.permutation(n_patients) + 10, sizes)
    groups = groups[rng.permutation(len(groups))]
    n = len(groups)
    y = np.zeros(n, dtype=int)
    y[rng.permutation(n)[: int(0.35 * n)]] = 1
    X = rng.normal(size=(n, d)) * rng.uniform(0.5, 20, size=d) + rng.normal(scale=5, size=d)
    X[:, :3] += signal * y[:, None] * X[:, :3].std(axis=0)
    X[rng.random(size=X.shape) < missing] = np.nan
    if words:
        groups = np.array([f"patient-{g}" for g in groups])
    return X, y, groups


PARTS = {
    "probabilities": "one chance of class 1 per row",
    "predictions": "one 0 or 1 per row",
    "scores": "one F1 per fold",
}


def answer(candidate, X, y, groups, **options):
    """The candidate's dict with its three parts checked for form and range."""
    got = candidate.cross_validate(X, y, groups, **options)
    expect(
        isinstance(got, dict) and set(got) == set(PARTS),
        "cross_validate should return a dict with the keys probabilities, predictions and scores.",
        got=sorted(map(str, got)) if isinstance(got, dict) else got,
        expected=sorted(PARTS),
    )
    found = {}
    for part, content in PARTS.items():
        shape = (options.get("n_splits", 3),) if part == "scores" else (len(y),)
        values = found[part] = array(got[part], what=f'"{part}"').astype(float)
        expect(values.shape == shape, f'"{part}" should have shape {shape}: {content}.', got=values.shape, expected=shape)
        expect(
            bool(np.all((values >= 0) & (values <= 1))) and (part != "predictions" or bool(np.all(values % 1 == 0))),
            f'"{part}" should hold {content}.',
            got=values,
        )
    return found


def near(got, expected, part, because=None):
    close(got[part], expected[part], rtol=1e-5, atol=1e-6, what=f'"{part}"', because=because)


@check("coin tosses look like coin tosses", is_shown=True)
def coin_tosses(candidate, rng):
    """Labels drawn by coin toss were predicted far better than by chance: held-out labels have reached the training, as they do when the features are chosen on all rows."""
    n = 80
    X, groups = rng.normal(size=(n, 200)), np.arange(n)
    y = rng.permutation(np.arange(n) % 2)
    got = answer(candidate, X, y, groups, n_splits=2)
    p = got["probabilities"]
    auc = np.mean(p[y == 1][:, np.newaxis] > p[y == 0])
    expect(bool(auc < 0.85), got=f"AUC {auc:.3f}", expected="AUC about 0.5")
    near(
        got,
        oracle(X, y, groups, n_splits=2),
        "probabilities",
        "The labels are coin tosses and the 200 columns noise, no value is missing, each row has its own patient, and the default of five columns is kept. The probabilities are not those of the intended steps; choosing the columns on all rows would move them most.",
    )


@check("each half of the patients is predicted by the other", is_shown=True)
def two_halves(candidate, rng):
    """The probabilities are not those of models trained without the patients that they predict: the folds must be those of GroupKFold. (No gaps, every column kept, and both folds have the same mean and deviation.)"""
    X, y, groups, expected = halves(rng)
    options = {"n_splits": 2, "n_features": 1}
    got = answer(candidate, X, y, groups, **options)
    near(got, oracle(X, y, groups, **options), "probabilities")
    near(
        got,
        {"predictions": expected},
        "predictions",
        "The rows predicted as 1 are not those that reach best_threshold of the training labels and training probabilities, although the probabilities are right. Held-out labels must not help to choose it, a row whose probability equals it reaches it, and of two equally good ones it is the smaller.",
    )


@check("three folds, every step learned from the training rows")
def three(candidate, rng):
    """With the default three folds and five features of twelve, the probabilities are off: first a gap becomes its column's median, then the column is standardised by its population deviation, then the five columns with the largest f_classif stay. All three are learned from the training rows alone and applied to the held-out ones. One patient has nine or more rows."""
    X, y, groups, expected = three_folds(rng)
    got = answer(candidate, X, y, groups)
    near(got, expected, "probabilities")
    near(
        got,
        expected,
        "predictions",
        "With the default three folds and five features, the rows predicted as 1 are off although the probabilities are right: each fold has a threshold of its own, from its training rows.",
    )
    near(
        got,
        expected,
        "scores",
        "The scores are not the F1 of the held-out predictions, fold by fold in GroupKFold's order. F1 counts class 1, and is 0 for a fold with no 1 among labels and predictions.",
    )


def halves(rng):
    """Two folds of 20 rows, ordered by one feature: a ones, 2a + 1 zeros, a ones, 3 zeros, a one, zeros up to 20; a is 2 or 3.

    F1 is largest, and equal, after a rows and after 4a + 1, so the threshold lies at row 4a + 1; a denominator that
    counts something else would prefer other rows. Each value stands in both folds: a held-out row lies exactly on
    the threshold, and mean and deviation of all rows are those of each fold. Also the expected predictions.
    """
    groups = np.repeat([f"patient-{i}" for i in rng.permutation(12)], [6, 6, 5, 5, 4, 4, 3, 3, 1, 1, 1, 1])
    groups = groups[rng.permutation(40)]
    fold = folds_of(groups, 2)
    rank, y, expected = (np.zeros(40, dtype=int) for _ in range(3))
    for k, a in enumerate(rng.permutation((2, 3))):
        labels = np.repeat([1, 0, 1, 0, 1, 0], [a, 2 * a + 1, a, 3, 1, 15 - 4 * a])
        rank[fold == k] = rng.permutation(20)
        y[fold == k] = labels[rank[fold == k]]
        expected[fold != k] = 4 * a + 1
    return -rank[:, np.newaxis].astype(float), y, groups, (rank < expected).astype(int)


def one_sided(rng):
    """One fold holds out zeros only, one ones only; the first column tells the classes apart without error."""
    X, groups = rng.uniform(-1, 1, size=(24, 3)), np.arange(24)
    fold = rng.permutation(3)[folds_of(groups, 3)]
    y = np.where(fold == 2, rng.permutation(np.arange(24) % 2), fold)
    y[np.flatnonzero(fold == 2)[:2]] = (0, 1)
    X[:, 0] += 5 * y
    return X, y, groups


def three_folds(rng):
    """Twelve columns with gaps, one large patient; no 1 among labels and predictions of one fold, mistakes in another.

    Also what is expected. Drawn until that is so: mostly the first time.
    """
    while True:
        X, y, groups = patients(rng, 16, 12, missing=0.1)
        groups[:9] = groups[0]
        fold = folds_of(groups, 3)
        lone = fold == rng.integers(3)
        y[lone] = 0
        X[lone, :3] = np.nanmin(X[:, :3], axis=0) - rng.random((np.sum(lone), 3))
        if any(len(np.unique(y[fold != k])) < 2 for k in range(3)):
            continue
        expected = oracle(X, y, groups)
        is_between = (expected["scores"] > 0) & (expected["scores"] < 1)
        if not expected["predictions"][lone].any() and is_between.any():
            return X, y, groups, expected


@probe
def outputs(candidate, rng):
    def plain(X, y, groups, **options):
        got = candidate.cross_validate(X, y, groups, **options)
        return [np.asarray(got[part], dtype=float) for part in PARTS]

    for words, missing, n_splits, n_features in ((False, 0.0, 2, 3), (True, 0.15, 3, 5), (False, 0.15, 4, 2)):
        data = patients(rng, 20, 5, missing=missing, words=words, signal=0.4)
        yield lambda: plain(*data, n_splits=n_splits, n_features=n_features)
    data = patients(rng, 30, 12, missing=0.1)
    yield lambda: plain(*data)
    for data, n_splits in ((halves(rng)[:3], 2), (one_sided(rng), 3)):
        yield lambda: plain(*data, n_splits=n_splits, n_features=1)
    wide = (rng.normal(size=(36, 60)), rng.permutation(np.arange(36) % 2), np.arange(36))
    yield lambda: plain(*wide, n_splits=3, n_features=3)
