import numpy as np

from hotseat.judge.checks import array, check, close, expect, lines, number, probe, workload


class Unclear(Exception):
    """Two different splits are equally good, or two rounds equally bad: the model is not determined. Draw other data."""


def oracle_tree(X, y, depth):
    """A least-squares tree as nested tuples (feature, threshold, left, right) and leaf means."""
    if depth == 0 or len(y) < 2:
        return y.mean()
    centred, sizes = y - y.mean(), np.arange(1, len(y))
    gains, splits = [], []
    for feature in range(X.shape[1]):
        order = np.argsort(X[:, feature], kind="stable")
        values = X[order, feature]
        places = np.flatnonzero(values[1:] != values[:-1])
        gain = centred[order].cumsum()[:-1] ** 2 * (1 / sizes + 1 / (len(y) - sizes))
        gains += gain[places].tolist()
        splits += [(feature, (values[p] + values[p + 1]) / 2) for p in places]
    if not gains or max(gains) <= 1e-18 * max(1.0, float((y**2).sum())):
        return y.mean()
    if np.sum(np.array(gains) >= max(gains) * (1 - 1e-9)) > 1:
        raise Unclear
    feature, threshold = splits[int(np.argmax(gains))]
    left = X[:, feature] <= threshold
    return feature, threshold, oracle_tree(X[left], y[left], depth - 1), oracle_tree(X[~left], y[~left], depth - 1)


def follow(tree, X):
    if not isinstance(tree, tuple):
        return np.full(len(X), tree)
    return np.where(X[:, tree[0]] <= tree[1], follow(tree[2], X), follow(tree[3], X))


class Boosted:
    """Oracle: all stages of the predictions for queries and validation rows, and the number of rounds to keep."""

    def __init__(self, X, y, queries, n_estimators=100, learning_rate=0.1, max_depth=2, patience=None, valid=None):
        X, y, queries = (np.asarray(part, dtype=float) for part in (X, y, queries))
        watched = np.asarray(valid[0], dtype=float) if valid else X[:0]
        everything = np.concatenate([X, queries, watched])
        total = np.full(len(everything), y.mean())
        cuts = [len(X), len(X) + len(queries)]
        self.init, self.grown, self.watched, self.all_scores = float(y.mean()), [], [], []
        for _ in range(n_estimators):
            total = total + learning_rate * follow(oracle_tree(X, y - total[: cuts[0]], max_depth), everything)
            self.grown.append(total[cuts[0] : cuts[1]])
            self.watched.append(total[cuts[1] :])
            self.all_scores.append(float(np.mean((y - total[: cuts[0]]) ** 2)))
        self.keep(n_estimators, len(queries))
        if patience is not None and valid:
            self.stop(np.asarray(valid[1], dtype=float), patience, len(queries))

    def keep(self, rounds, n_queries):
        self.kept, self.stages, self.scores = rounds, self.grown[:rounds], self.all_scores[:rounds]
        self.final = self.stages[-1] if rounds else np.full(n_queries, self.init)

    def stop(self, target, patience, n_queries):
        """The same model stopped early on these validation targets."""
        errors = [np.mean((target - part) ** 2) for part in (np.full(len(target), self.init), *self.watched)]
        best = 0
        for number_of_round in range(1, len(errors)):
            if abs(errors[number_of_round] - errors[best]) < 1e-9 * errors[best]:
                raise Unclear
            if errors[number_of_round] < errors[best]:
                best = number_of_round
            elif number_of_round - best >= patience:
                break
        self.keep(best, n_queries)
        return self


def clear(draw, **settings):
    """Data (X, y, queries[, valid]) of the first draw that determines the model, with the oracle."""
    for _ in range(400):
        X, y, queries, *valid = draw()
        try:
            right = Boosted(X, y, queries, valid=valid[0] if valid else None, **settings)
            return (X, y, queries, *valid, right)
        except Unclear:
            continue
    raise AssertionError("no clear data")


def curve(rng, n, d=1, noise=0.3):
    """Rows on a fine grid (exact in single precision), a smooth target with noise and a large mean, fresh rows."""
    X, queries = np.round(rng.normal(size=(n, d)) * 256) / 256, np.round(rng.normal(size=(15, d)) * 256) / 256 + 1 / 1024
    y = 5 + np.sin(2 * X[:, 0]) + (X[:, 0] * X[:, -1] if d > 1 else 0) + noise * rng.normal(size=n)
    return X, y, queries


def fitted(candidate, X, y, *valid, **settings):
    model = candidate.GradientBoostingRegressor(**settings)
    expect(model.fit(X, y, *valid) == model, "fit must return the estimator itself (return self).")
    return model


def stages_of(model, X):
    stages = [array(stage, shape=(len(X),), what="an entry of staged_predict(X)") for stage in model.staged_predict(X)]
    return np.array(stages).reshape(len(stages), len(X))


def predicted(model, X):
    return array(model.predict(X), shape=(len(X),), what="predict(X)")


def compare(model, right, queries, because=None, has_stages=True):
    got = predicted(model, queries)
    stages = stages_of(model, queries) if has_stages else None
    close(number(model.init_, what="init_"), right.init, what="init_", because=because)
    close(number(model.n_estimators_, what="n_estimators_"), right.kept, what="n_estimators_", because=because)
    close(got, right.final, what="predict(X)", because=because)
    close(array(model.train_score_, shape=(right.kept,), what="train_score_"), right.scores, what="train_score_", because=because)
    if has_stages:
        close(stages, np.array(right.stages).reshape(right.kept, len(queries)), what="staged_predict(X)", because=because)


@check("the predictions follow the recursion", is_shown=True)
def recursion(candidate, rng):
    """The prediction is off: it is the mean of y plus learning_rate times the sum of trees, each fitted to the residuals that the sum before it leaves."""
    X, y = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([1.0, 1.0, 5.0, 9.0])
    # mean 4; the first stump parts {1, 2} and {3, 4}: residual means -3 and 3; half a step
    close(fitted(candidate, X, y, n_estimators=1, learning_rate=0.5, max_depth=1).predict(X), [2.5, 2.5, 5.5, 5.5], what="predict(X)")

    def draw():
        X, y, queries = curve(rng, 30)
        return X, y, np.sort(queries, axis=0)

    X, y, queries, right = clear(draw, n_estimators=10, learning_rate=0.4, max_depth=2)
    got = predicted(fitted(candidate, X, y, n_estimators=10, learning_rate=0.4), queries)
    close(got, right.final, what="predict(X)", picture=lambda: lines(queries[:, 0], got, right.final, "Prediction found and expected"))


@check("the training error falls", is_shown=True)
def training_error(candidate, rng):
    """With a small learning rate the training error must fall from round to round, and predict must give what train_score_ claims."""
    X, y, _ = curve(rng, 25, 2)
    model = fitted(candidate, X, y, n_estimators=10)
    got = predicted(model, X)
    scores = array(model.train_score_, shape=(10,), what="train_score_")
    expect(bool(np.all(np.diff(scores) < 0)) and scores[0] < np.var(y), got=scores, expected="falling values below the variance of y")
    close(np.mean((y - got) ** 2), scores[-1], what="the error of predict on the training rows")


@check("each tree is fitted to what is left")
def residuals(candidate, rng):
    """Several rounds differ from the recursion although the first does not: the residuals are the target minus the sum of all rounds so far, and staged_predict gives an array of its own for each round, not one that goes on changing."""
    settings = {"n_estimators": 6, "learning_rate": 0.4, "max_depth": 1}
    X, y, queries, right = clear(lambda: curve(rng, 30, 3), **settings)
    compare(fitted(candidate, X, y, **settings), right, queries)


@check("the start is the mean")
def start(candidate, rng):
    """The model must start from the mean of y, unshrunk: with no rounds, or a constant target, that is the whole prediction."""
    X, y, queries = curve(rng, 12)
    compare(fitted(candidate, X, y, n_estimators=0), Boosted(X, y, queries, n_estimators=0), queries)
    model = fitted(candidate, X, np.full(12, 7.5), n_estimators=3)
    close(predicted(model, queries), np.full(15, 7.5), what="predict(X) for a constant target")
    close(model.train_score_, np.zeros(3), what="train_score_ for a constant target")


@check("the learning rate counts in training and in prediction")
def learning_rate(candidate, rng):
    """Training and prediction must use the same step: predict on the training rows has to agree with train_score_ for every learning rate."""
    settings = {"n_estimators": 4, "learning_rate": 1.5, "max_depth": 1}
    X, y, queries, right = clear(lambda: curve(rng, 20), **settings)
    compare(fitted(candidate, X, y, **settings), right, queries)


@check("trees are as deep as max_depth")
def depth(candidate, rng):
    """The trees are deeper or shallower than max_depth edges; a depth of 0 leaves the mean as it is."""
    for deepest in (0, 3):
        settings = {"n_estimators": 2, "learning_rate": 0.5, "max_depth": deepest}
        X, y, queries, right = clear(lambda: curve(rng, 30), **settings)
        compare(fitted(candidate, X, y, **settings), right, queries, has_stages=False)


@check("a hundred rounds of a tenth and depth two are the defaults")
def defaults(candidate, rng):
    """Without arguments: 100 rounds, learning rate 0.1, depth 2, no early stopping, also with validation rows."""
    X, y, queries, right = clear(lambda: curve(rng, 2))  # a hundred trees of one split
    compare(fitted(candidate, X, y), right, queries, has_stages=False)
    X, y, queries, right = clear(lambda: curve(rng, 10), n_estimators=6)
    worse = fitted(candidate, X, y, X, 2 * y.mean() - y, n_estimators=6)
    compare(worse, right, queries, because="Without patience every round is kept, also when validation rows are given.", has_stages=False)
    alone = fitted(candidate, X, y, n_estimators=6, patience=1)
    compare(alone, right, queries, because="Without validation rows every round is kept, also with patience.", has_stages=False)


@check("train_score_ is the error after each round")
def scores(candidate, rng):
    """train_score_ must hold the mean squared error on the training rows after each kept round, the first entry after the first tree."""
    settings = {"n_estimators": 6, "learning_rate": 0.4, "max_depth": 1}
    X, y, queries, right = clear(lambda: curve(rng, 20), **settings)
    close(array(fitted(candidate, X, y, **settings).train_score_, shape=(6,), what="train_score_"), right.scores, what="train_score_")


@check("staged_predict gives every round")
def staged(candidate, rng):
    """staged_predict must give one prediction per kept round, the first with one tree, the last equal to predict."""
    settings = {"n_estimators": 5, "learning_rate": 0.4, "max_depth": 1}
    X, y, queries, right = clear(lambda: curve(rng, 20), **settings)
    stages = stages_of(fitted(candidate, X, y, **settings), queries)
    expect(len(stages) == 5, got=f"{len(stages)} stages", expected="5 stages")
    close(stages, np.array(right.stages), what="staged_predict(X)")


FAST = {"n_estimators": 12, "learning_rate": 0.5, "max_depth": 2}

# Validation errors of rounds 1 to 12 minus that of the mean.
WAITING = [-3, -5, -4, -6, -5.5, -5.2, -7, -6.8, -6.5, -6.2, -8, -7]  # new lows after one, two and three worse rounds
CLIMBING = [-3, -6, -4, -5, -4.5, -5.5, -7, -6, -6.5, -6.2, -6.4, -5]  # worse than the best, but better than the round before
LATE = [1, 2, -1, -2, -1.5, 0.5, -0.5, -1, -3, -2.5, -2.8, -2]  # at first the mean is better


SLIGHT = [-3, -3.0002, -3.0004, -3.0002, -3.0003, -5, -6, -5, -4, -7, -6, -5]  # better and worse by 1e-5


class Shaped:
    """Training rows, their model of twelve rounds, and validation rows; targets(pattern) makes its errors these (up to a factor of 20).

    With D_m the change of the validation predictions after m rounds and t the target minus the mean, the error changes by
    (|D_m|^2 - 2 t D_m) / rows, which is linear in t.
    """

    def __init__(self, rng, patterns):
        for _ in range(100):
            self.X, self.y, self.queries = curve(rng, 40)
            self.watched = np.round(rng.normal(size=(40, 1)) * 256) / 256 + 1 / 2048
            try:
                self.model = Boosted(self.X, self.y, self.queries, valid=(self.watched, None), **FAST)
            except Unclear:
                continue
            self.moves = np.array(self.model.watched) - self.model.init
            if all(self.is_shaped(pattern) for pattern in patterns):
                return
        raise AssertionError("no clear data")

    def targets(self, pattern):
        wanted = (self.moves**2).sum(axis=1) - 2 * np.array(pattern)
        return np.linalg.lstsq(2 * self.moves, wanted, rcond=1e-6)[0] + self.model.init

    def is_shaped(self, pattern):
        target = self.targets(pattern) - self.model.init
        changes = np.mean((target - self.moves) ** 2, axis=1) - np.mean(target**2)
        return np.mean(target**2) < 500 and np.allclose(changes * 20, pattern, rtol=0, atol=1e-6)

    def right(self, pattern, rounds):
        return self.model.stop(self.targets(pattern), rounds, 15)

    def fitted(self, candidate, pattern, rounds):
        return fitted(candidate, self.X, self.y, self.watched, self.targets(pattern), **FAST, patience=rounds)


@check("rounds after the best are dropped")
def dropped(candidate, rng):
    """With early stopping the model must be cut back to the round with the lowest validation error: trees, scores and stages of later rounds go."""
    data = Shaped(rng, (CLIMBING, WAITING))
    for rounds, pattern in [(4, CLIMBING), (50, WAITING)]:
        compare(data.fitted(candidate, pattern, rounds), data.right(pattern, rounds), data.queries)


@check("patience counts rounds without a new best")
def patience(candidate, rng):
    """Early stopping ended too early or too late: it stops after `patience` rounds in a row that are not strictly below the best validation error so far."""
    data = Shaped(rng, (WAITING, CLIMBING, LATE, SLIGHT))
    for pattern, rounds in [(WAITING, 1), (WAITING, 3), (CLIMBING, 2), (LATE, 3), (SLIGHT, 1), (SLIGHT, 2)]:
        because = "A validation error that is lower by 1e-5 is a success, one that is higher by 1e-5 is none: compare with <, without a tolerance." if pattern is SLIGHT else None
        kept = number(data.fitted(candidate, pattern, rounds).n_estimators_, what="n_estimators_")
        close(kept, data.right(pattern, rounds).kept, what=f"n_estimators_ with patience={rounds}", because=because)
    still = fitted(candidate, data.X, np.full(40, 7.5), data.watched, data.y, n_estimators=4, patience=2)
    close(number(still.n_estimators_), 0, what="n_estimators_", because="A round whose error equals the best so far is no success: it must be strictly below.")


@check("no tree may be better than none")
def no_trees(candidate, rng):
    """When every round makes the validation error worse than the mean does, no tree is kept and the prediction is the mean."""
    X, y, queries = curve(rng, 14)
    valid = (X, 2 * y.mean() - y)
    for patience, rounds in [(2, 8), (20, 4)]:
        model = fitted(candidate, X, y, *valid, n_estimators=rounds, learning_rate=0.2, patience=patience)
        compare(model, Boosted(X, y, queries, n_estimators=0), queries, has_stages=patience == 2)


@check("integer targets work")
def integers(candidate, rng):
    """Integer targets or features gave another model than the same numbers as floats: predictions must not take over an integer dtype."""
    X, queries = rng.permutation(20)[:, None], np.arange(15)[:, None]
    settings = {"n_estimators": 6, "learning_rate": 0.3, "max_depth": 1}

    def draw():
        return X, rng.integers(-9, 10, size=20), queries

    X, y, queries, right = clear(draw, **settings)
    compare(fitted(candidate, X, y, **settings), right, queries)
    compare(fitted(candidate, X.astype(np.uint8), y.astype(np.int8), **settings), right, queries.astype(np.uint8), has_stages=False)
    single = fitted(candidate, X.astype(np.float32), y.astype(np.float32), **settings).predict(queries)
    close(single, right.final, rtol=1e-4, atol=1e-4, what="predict(X) after float32 rows")
    watched = (X[:8] + 1, y[:8])
    X, y, queries, watched, right = clear(lambda: (*draw(), watched), **settings, patience=2)
    compare(fitted(candidate, X, y, *watched, **settings, patience=2), right, queries, has_stages=False)


@check("one row, equal rows, no queries, any memory layout")
def awkward(candidate, rng):
    """An awkward but legal input failed: a single row, rows that are all equal, no query rows, Fortran order or a strided view."""
    settings = {"n_estimators": 3, "learning_rate": 0.5, "max_depth": 1}
    close(fitted(candidate, np.array([[1.0, 2.0]]), np.array([3.0]), **settings).predict(np.zeros((2, 2))), [3.0, 3.0], what="predict(X) after one row")
    y = np.array([1.0, 2.0, 6.0])
    close(fitted(candidate, np.ones((3, 2)), y, **settings).predict(np.zeros((2, 2))), [3.0, 3.0], what="predict(X) after equal rows")
    X, y, queries, right = clear(lambda: curve(rng, 40, 2), **settings)
    model = fitted(candidate, np.asfortranarray(X), y, **settings)
    compare(model, right, np.asfortranarray(queries))
    array(model.predict(X[:0]), shape=(0,), what="predict of no rows")
    expect(stages_of(model, X[:0]).shape == (3, 0), got="other shapes", expected="three empty stages")
    wide, long = np.repeat(X, 2, axis=1), np.repeat(y, 2)
    compare(fitted(candidate, wide[:, ::2], long[::2], **settings), right, np.repeat(queries, 2, axis=1)[:, ::2], has_stages=False)


@check("fitting again starts afresh")
def refit(candidate, rng):
    """A second fit must forget the first: its trees, its start, its scores."""
    settings = {"n_estimators": 4, "learning_rate": 0.5, "max_depth": 1}
    model = fitted(candidate, *curve(rng, 15)[:2], **settings)
    X, y, queries, right = clear(lambda: curve(rng, 40, 2), **settings)
    model.fit(X, y - 20)
    right = Boosted(X, y - 20, queries, **settings)
    compare(model, right, queries)


@probe
def outputs(candidate, rng):
    def told(X, y, queries, *valid, **settings):
        def run():
            model = candidate.GradientBoostingRegressor(**settings)
            is_self = model.fit(X, y, *valid) == model
            stages = [np.asarray(stage, dtype=float) for stage in model.staged_predict(queries)]
            start = [is_self, float(model.init_), int(model.n_estimators_)]
            return [start, np.asarray(model.predict(queries), dtype=float), np.asarray(model.train_score_, dtype=float), stages]

        return run

    for n, d, settings in [
        (24, 1, {"n_estimators": 3, "learning_rate": 1.0, "max_depth": 1}), (24, 1, {"n_estimators": 6, "learning_rate": 0.5, "max_depth": 2}),
        (40, 3, {"n_estimators": 8, "learning_rate": 0.4, "max_depth": 1}), (20, 1, {"n_estimators": 5, "learning_rate": 1.5, "max_depth": 1}),
        (30, 1, {"n_estimators": 3, "max_depth": 3}), (30, 1, {"n_estimators": 2, "max_depth": 0}), (12, 1, {}), (12, 1, {"n_estimators": 0}),
    ]:
        X, y, queries, right = clear(lambda n=n, d=d: curve(rng, n, d), **settings)
        yield told(X, y, queries, **settings)
    yield told(X, np.full(12, 7.5), queries, n_estimators=2)
    yield told(X, y, queries, X, -y, n_estimators=3)
    yield told(X, y, queries, n_estimators=3, patience=1)
    data = Shaped(rng, (WAITING, CLIMBING, LATE, SLIGHT))
    for pattern in (WAITING, CLIMBING, LATE, SLIGHT):
        for rounds in (1, 2, 3, 4, 12, 50):
            yield told(data.X, data.y, data.queries, data.watched, data.targets(pattern), **FAST, patience=rounds)
    yield told(data.X, np.full(40, 7.5), data.queries, data.watched, data.y, n_estimators=4, patience=2)
    X, y, queries = curve(rng, 14)
    for patience, rounds in [(1, 5), (2, 8), (20, 4)]:
        yield told(X, y, queries, X, 2 * y.mean() - y, n_estimators=rounds, learning_rate=0.2, patience=patience)
    square = np.repeat(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), 2, axis=0)
    yield told(square, np.array([1.0, 1.5, 0.0, 0.25, 0.0, 0.5, 2.0, 2.5]), square, n_estimators=1, learning_rate=1.0)
    X = rng.permutation(20)[:, None]
    settings = {"n_estimators": 6, "learning_rate": 0.3, "max_depth": 1}
    X, y, queries, _ = clear(lambda: (X, rng.integers(-9, 10, size=20), X[:9]), **settings)
    yield told(X, y, queries, **settings)
    yield told(X.astype(np.uint8), y.astype(np.int8), queries, **settings)
    X, y, queries, valid, _ = clear(lambda: (X, rng.integers(-9, 10, size=20), X[:9], (X[:8] + 1, np.arange(8))), **settings, patience=2)
    yield told(X, y, queries, *valid, **settings, patience=2)
    yield told(np.array([[1.0, 2.0]]), np.array([3.0]), np.zeros((2, 2)), n_estimators=2)
    yield told(np.ones((3, 2)), np.array([1.0, 2.0, 6.0]), np.zeros((0, 2)), n_estimators=2)
    X, y, queries, _ = clear(lambda: curve(rng, 40, 2), **settings)
    yield told(np.asfortranarray(X), y, np.repeat(queries, 2, axis=1)[:, ::2], **settings)

    def twice():
        model = candidate.GradientBoostingRegressor(**settings)
        model.fit(X[:, :1], -y)
        model.fit(X, y)
        return [np.asarray(model.predict(queries), dtype=float), np.asarray(model.train_score_, dtype=float), int(model.n_estimators_)]

    yield twice


@workload("training rows", sizes=(200, 800, 3_200), why_slow="searching a split with one pass over the rows per threshold is quadratic; sort each feature and move a running sum along, as RegressionTree does")
def growing(candidate, rng, n):
    X, y = rng.normal(size=(n, 3)), rng.normal(size=n)
    model = candidate.GradientBoostingRegressor(n_estimators=10)
    return lambda: model.fit(X, y)
