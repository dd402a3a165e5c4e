import numpy as np
from scipy.stats import rankdata
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
    for _ in range(100):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (p - y) + penalty @ weights
        step = np.linalg.solve((design * (p * (1 - p))[:, None]).T @ design + penalty, gradient)
        length = 1.0
        while loss(weights - length * step) > loss(weights) + 1e-12 and length > 1e-6:
            length /= 2
        weights = weights - length * step
        if np.abs(step).max() < 1e-12:
            break
    return weights


def f1(y, predicted):
    total = np.sum(y == 1) + np.sum(predicted == 1)
    return 2 * np.sum((y == 1) & (predicted == 1)) / total if total else 0.0


def oracle(X, y, groups, n_splits=5, n_features=5):
    fold = folds_of(groups, n_splits)
    probabilities, predictions, scores = np.zeros(len(y)), np.zeros(len(y), dtype=int), []
    for k in range(n_splits):
        train, test = fold != k, fold == k
        filled = np.where(np.isnan(X), np.nanmedian(X[train], axis=0), X)
        scaled = (filled - filled[train].mean(axis=0)) / filled[train].std(axis=0)
        labels = y[train] - y[train].mean()
        correlation = np.abs(labels @ scaled[train]) / len(labels)  # F of two classes grows with it
        kept = np.sort(np.argsort(-correlation)[:n_features])
        w = logistic(scaled[train][:, kept], y[train])
        p = 1 / (1 + np.exp(-(w[0] + scaled[:, kept] @ w[1:])))
        values = np.sort(p[train])
        threshold = values[int(np.argmax([f1(y[train], p[train] >= value) for value in values]))]
        probabilities[test] = p[test]
        predictions[test] = p[test] >= threshold
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


def answer(candidate, X, y, groups, **options):
    """The candidate's dict with its three parts checked for form."""
    n, n_splits = len(y), options.get("n_splits", 5)
    got = candidate.cross_validate(X, y, groups, **options)
    wanted = {"probabilities", "predictions", "scores"}
    expect(
        isinstance(got, dict) and set(got) == wanted,
        "cross_validate should return a dict with the keys probabilities, predictions and scores.",
        got=sorted(map(str, got)) if isinstance(got, dict) else got,
        expected=sorted(wanted),
    )
    return {
        "probabilities": array(got["probabilities"], shape=(n,), what='"probabilities"').astype(float),
        "predictions": array(got["predictions"], shape=(n,), kind="int", what='"predictions"').astype(int),
        "scores": array(got["scores"], shape=(n_splits,), what='"scores"').astype(float),
    }


def near(got, expected, what, because=None):
    close(got, expected, rtol=1e-5, atol=1e-6, what=what, because=because)


@check("coin tosses look like coin tosses", is_shown=True)
def coin_tosses(candidate, rng):
    """Labels drawn by coin toss were predicted far better than by chance: held-out labels have reached the training, as they do when the features are chosen on all rows."""
    n = 80
    X, groups = rng.normal(size=(n, 300)), np.arange(n)
    y = rng.permutation(np.arange(n) % 2)
    p = answer(candidate, X, y, groups, n_splits=2, n_features=8)["probabilities"]
    positives = n // 2
    auc = (rankdata(p)[y == 1].sum() - positives * (positives + 1) / 2) / positives**2
    expect(auc < 0.85, got=f"AUC {auc:.3f}", expected="AUC about 0.5")


@check("every row is predicted once", is_shown=True)
def form(candidate, rng):
    """The three parts of the answer have the wrong form or range: one probability and one 0/1 prediction per row, one score per fold."""
    X, y, groups = patients(rng, 25, 6)
    got = answer(candidate, X, y, groups, n_splits=3, n_features=3)
    p = got["probabilities"]
    expect(bool(np.all((p > 0) & (p < 1))), "Probabilities should lie between 0 and 1.", got=p)
    expect(bool(np.all(np.isin(got["predictions"], (0, 1)))), "Predictions should be 0 or 1.", got=got["predictions"])


@check("a patient is never on both sides")
def patients_stay_together(candidate, rng):
    """The label of one row changed the probability of another row of its fold, or left a row of another fold untouched: the folds must be those of GroupKFold, so that all rows of a patient are held out together."""
    X, y, groups = patients(rng, 13, 4, words=bool(rng.integers(2)))
    options = {"n_splits": 3, "n_features": 4}
    before = answer(candidate, X, y, groups, **options)["probabilities"]
    names, counts = np.unique(groups, return_counts=True)
    fold = folds_of(groups, 3)
    for patient in (names[int(np.argmax(counts))], names[int(np.argmin(counts))]):
        row = int(np.flatnonzero(groups == patient)[0])
        flipped = y.copy()
        flipped[row] = 1 - y[row]
        after = answer(candidate, X, flipped, groups, **options)["probabilities"]
        same_fold = fold == fold[row]
        near(after[same_fold], before[same_fold], "the fold's probabilities")
        expect(bool(np.all(np.abs(after - before)[~same_fold] > 0)), got=after, expected="other folds learn from the row")


@check("held-out labels do not choose the features")
def selection(candidate, rng):
    """A fold's probabilities changed when only its own held-out labels did: the features were chosen with those labels. Fit the selection inside the fold, on its training rows."""
    X, y, groups = rng.normal(size=(36, 60)), rng.permutation(np.arange(36) % 2), np.arange(36)
    X[:, :2] += 0.8 * y[:, None]
    options = {"n_splits": 3, "n_features": 3}
    before = answer(candidate, X, y, groups, **options)["probabilities"]
    fold = folds_of(groups, 3)
    for k in range(2):
        flipped = np.where(fold == k, 1 - y, y)
        after = answer(candidate, X, flipped, groups, **options)["probabilities"]
        near(after[fold == k], before[fold == k], "the fold's probabilities")


@check("held-out rows do not set the scale")
def scaling(candidate, rng):
    """A row's probability changed when the features of other held-out rows did, with no value missing: mean and standard deviation must come from the training rows and be applied to the held-out ones."""
    X, y, groups = patients(rng, 16, 4)
    options = {"n_splits": 2, "n_features": 4}
    before = answer(candidate, X, y, groups, **options)["probabilities"]
    held_out = np.flatnonzero(folds_of(groups, 2) == 1)
    moved = X.copy()
    moved[held_out[1:]] = 3 * moved[held_out[1:]] + 40
    after = answer(candidate, moved, y, groups, **options)["probabilities"]
    near(after[held_out[0]], before[held_out[0]], "its probability")
    near(before, oracle(X, y, groups, **options)["probabilities"], '"probabilities"')


@check("held-out rows do not fill the gaps")
def imputing(candidate, rng):
    """A row's probability changed when the features of other held-out rows did, with values missing: the median that fills a gap must come from the training rows."""
    X, y, groups = patients(rng, 16, 4, missing=0.25)
    options = {"n_splits": 2, "n_features": 4}
    before = answer(candidate, X, y, groups, **options)["probabilities"]
    held_out = np.flatnonzero(folds_of(groups, 2) == 0)
    moved = X.copy()
    moved[held_out[1:]] = 3 * moved[held_out[1:]] + 40
    after = answer(candidate, moved, y, groups, **options)["probabilities"]
    near(after[held_out[0]], before[held_out[0]], "its probability")
    near(before, oracle(X, y, groups, **options)["probabilities"], '"probabilities"')


@check("held-out labels do not set the threshold")
def threshold(candidate, rng):
    """A fold's predictions changed when only its own held-out labels did: the threshold was chosen on the rows that it is scored on."""
    n, large = 40, 26
    groups = np.r_[np.zeros(large, dtype=int), np.arange(1, n - large + 1)]
    X, y = rng.normal(size=(n, 3)), rng.permutation(np.arange(n) % 2)
    y[large:] = np.arange(n - large) % 2
    options = {"n_splits": 2, "n_features": 3}
    p = answer(candidate, X, y, groups, **options)["probabilities"][:large]
    predictions = []
    for held_out in (p >= np.quantile(p, 0.67), np.arange(large) != np.argmax(p)):
        labels = np.r_[held_out.astype(int), y[large:]]
        predictions.append(answer(candidate, X, labels, groups, **options)["predictions"][:large])
    near(predictions[1], predictions[0], "the fold's predictions")


@check("the threshold comes from the training rows")
def threshold_value(candidate, rng):
    """The predictions do not follow the threshold with the best F1 on the fold's training rows: take best_threshold of the training labels and training probabilities, and predict 1 from it upwards."""
    for _ in range(2):
        X, y, groups = patients(rng, 20, 5, missing=0.05, signal=0.4)
        options = {"n_splits": 2, "n_features": 3}
        expected = oracle(X, y, groups, **options)
        near(answer(candidate, X, y, groups, **options)["predictions"], expected["predictions"], '"predictions"')
    X, y, groups = tied(rng)
    near(
        answer(candidate, X, y, groups, n_splits=2, n_features=1)["predictions"],
        oracle(X, y, groups, n_splits=2, n_features=1)["predictions"],
        '"predictions"',
        "Two thresholds have the same best F1 on the training rows; best_threshold takes the smaller one.",
    )


def tied(rng):
    """Two like folds, ordered by one feature: 2 ones, 4 zeros, 2 ones, 12 zeros. F1 is 2/3 after 2 rows and after 8."""
    groups = np.arange(40)
    fold = folds_of(groups, 2)
    rank, y = np.zeros(40), np.zeros(40, dtype=int)
    for k in range(2):
        order = rng.permutation(20)
        rank[fold == k] = order
        y[fold == k] = np.isin(order, (0, 1, 6, 7))
    return -(rank + rng.uniform(0, 0.3, size=40))[:, np.newaxis], y, groups


@check("scores are the F1 of each fold")
def scores(candidate, rng):
    """The scores are not the F1 of the held-out predictions, fold by fold in GroupKFold's order."""
    X, y, groups = patients(rng, 24, 6, missing=0.1, signal=0.4)
    expected = oracle(X, y, groups, n_splits=4, n_features=3)
    near(answer(candidate, X, y, groups, n_splits=4, n_features=3)["scores"], expected["scores"], '"scores"')
    X, y, groups = one_sided(rng)
    expected = oracle(X, y, groups, n_splits=3, n_features=2)
    near(
        answer(candidate, X, y, groups, n_splits=3, n_features=2)["scores"],
        expected["scores"],
        '"scores"',
        "A fold whose held-out rows are all of one class was scored wrongly: F1 counts class 1 and is 0 where undefined.",
    )


def one_sided(rng):
    """Data whose first fold holds out zeros only and whose second ones only."""
    X, y, groups = rng.normal(size=(30, 4)), rng.permutation(np.arange(30) % 2), np.arange(30)
    fold = folds_of(groups, 3)
    y = np.where(fold == 2, y, fold)
    y[np.flatnonzero(fold == 2)[:2]] = (0, 1)
    X[:, 0] += 4 * y
    return X, y, groups


@check("all defaults, one large patient")
def defaults(candidate, rng):
    """With the default five folds and five features, or with patients of very different size, the answer is off."""
    X, y, groups = patients(rng, 30, 12, missing=0.1)
    expected = oracle(X, y, groups)
    got = answer(candidate, X, y, groups)
    near(got["probabilities"], expected["probabilities"], '"probabilities"')
    near(got["predictions"], expected["predictions"], '"predictions"')
    near(got["scores"], expected["scores"], '"scores"')
    X, y, groups = patients(rng, 30, 5, largest=1)
    groups[:9] = groups[0]
    expected = oracle(X, y, groups, n_splits=2, n_features=2)
    got = answer(candidate, X, y, groups, n_splits=2, n_features=2)
    near(got["probabilities"], expected["probabilities"], '"probabilities"')


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """The caller's X, y or groups changed, for instance because gaps were filled in place."""
    X, y, groups = patients(rng, 16, 5, missing=0.2)
    near(
        answer(candidate, X, y, groups, n_splits=3, n_features=2)["probabilities"],
        oracle(X, y, groups, n_splits=3, n_features=2)["probabilities"],
        '"probabilities"',
    )


@probe
def outputs(candidate, rng):
    def rounded(X, y, groups, **options):
        got = candidate.cross_validate(X, y, groups, **options)
        parts = (np.round(np.asarray(got["probabilities"], dtype=float), 4), got["predictions"], got["scores"])
        return [np.asarray(part, dtype=float) for part in parts]

    for words in (False, True):
        for missing in (0.0, 0.15):
            for n_splits, n_features in ((2, 3), (3, 5), (4, 2)):
                data = patients(rng, 20, 5, missing=missing, words=words, signal=0.4)
                yield lambda: rounded(*data, n_splits=n_splits, n_features=n_features)
    data = patients(rng, 30, 12, missing=0.1)
    yield lambda: rounded(*data)
    level = tied(rng)
    yield lambda: rounded(*level, n_splits=2, n_features=1)
    sided = one_sided(rng)
    yield lambda: rounded(*sided, n_splits=3, n_features=2)
    wide = (rng.normal(size=(36, 60)), rng.permutation(np.arange(36) % 2), np.arange(36))
    yield lambda: rounded(*wide, n_splits=3, n_features=3)
