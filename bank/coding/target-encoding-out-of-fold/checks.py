import numpy as np
import pandas as pd
from sklearn.preprocessing import TargetEncoder

from hotseat.judge.checks import check, close, expect, probe, raises, same, workload


def brute(column, y, row_is_used, value, smoothing):
    """The code of one value from the used rows, by the formula."""
    used = [float(target) for target, is_used in zip(y, row_is_used) if is_used]
    like = [
        float(target)
        for other, target, is_used in zip(column, y, row_is_used)
        if is_used and ((pd.isna(value) and pd.isna(other)) or other == value)
    ]
    mean = sum(used) / len(used)
    return (sum(like) + smoothing * mean) / (len(like) + smoothing) if like else mean


def out_of_fold(X, y, folds, smoothing):
    """(n, d), each entry from the rows of other folds."""
    folds = np.asarray(folds)
    columns = [list(X.iloc[:, j]) for j in range(X.shape[1])]
    return np.array([[brute(column, y, folds != folds[i], column[i], smoothing) for column in columns] for i in range(len(X))])


def for_new(X, y, new, smoothing):
    everything = [True] * len(X)
    return np.array([[brute(list(X[c]), y, everything, v, smoothing) for c, v in row.items()] for _, row in new.iterrows()])


def data(rng, n, *, missing=0.0, n_folds=3):
    """X with a column of strings and one of numbers, any index, y, folds."""
    city = rng.choice(["Oslo", "Rome", "Lima", "Bern", "Kyiv"], size=n, p=[0.4, 0.25, 0.2, 0.1, 0.05]).astype(object)
    size = rng.choice([1.0, 2.0, 5.5], size=n)
    city[rng.random(n) < missing] = None
    size[rng.random(n) < missing] = np.nan
    X = pd.DataFrame({"city": city, "size": size}, index=rng.permutation(n) + 100)
    y = rng.normal(loc=3, size=n) + 2 * (X["city"] == "Oslo").to_numpy()
    folds = rng.permutation(np.arange(n) % n_folds) * 3 - 2
    return X, y, folds


def table(got, X, what):
    """The result's values after a check of its form."""
    expect(isinstance(got, pd.DataFrame), f"{what} should be a DataFrame.", got=got)
    same(list(got.columns), list(X.columns), what=f"the columns of {what}")
    same(got.shape, X.shape, what=f"the shape of {what}")
    same(list(got.index), list(X.index), what=f"the index of {what}")
    expect(all(str(kind) == "float64" for kind in got.dtypes), f"{what} should be of dtype float64.", got=list(map(str, got.dtypes)))
    return got.to_numpy()


def encode(candidate, X, y, folds, smoothing):
    encoder = candidate.OutOfFoldEncoder(smoothing=smoothing)
    return table(encoder.fit_transform(X, y, folds), X, "fit_transform(X, y, folds)")


@check("a small table is encoded by hand", is_shown=True)
def small(candidate, rng):
    """The codes of a table of five rows are off: take the rows of the other folds, their mean m, and (sum + smoothing m) / (count + smoothing)."""
    X = pd.DataFrame({"city": ["a", "a", "b", "b", "a"]})
    y, folds = np.array([1, 0, 1, 1, 1]), np.array([0, 1, 0, 1, 1])
    got = encode(candidate, X, y, folds, 1.0)
    close(got, [[(1 + 2 / 3) / 3], [1.0], [(1 + 2 / 3) / 2], [1.0], [1.0]], what="fit_transform(X, y, folds)")


@check("new rows use all training rows", is_shown=True)
def new_rows(candidate, rng):
    """transform must use the statistics of all training rows, after fit as well as after fit_transform, not those of a part of the folds."""
    X, y, folds = data(rng, 30)
    new = data(rng, 12)[0]
    wanted = TargetEncoder(smooth=4.0, target_type="continuous").fit(X, y).transform(new)
    encoder = candidate.OutOfFoldEncoder(smoothing=4.0)
    expect(encoder.fit(X, y) == encoder, "fit should return the encoder itself.")
    close(table(encoder.transform(new), new, "transform(X)"), wanted, what="transform(X) after fit")
    encoder = candidate.OutOfFoldEncoder(smoothing=4.0)
    encoder.fit_transform(X, y, folds)
    close(table(encoder.transform(new), new, "transform(X)"), wanted, what="transform(X) after fit_transform")


@check("a fold's targets do not enter its own encoding")
def no_leak(candidate, rng):
    """The targets of one fold were changed and the codes of that fold's rows moved: a row may be encoded from other folds only, and that holds for the prior mean too."""
    X, y, folds = data(rng, 24)
    before = encode(candidate, X, y, folds, 2.0)
    for fold in np.unique(folds):
        changed = np.where(folds == fold, y + rng.normal(loc=5, size=24), y)
        after = encode(candidate, X, changed, folds, 2.0)
        close(after[folds == fold], before[folds == fold], what="the fold's codes")


@check("the training rows are encoded from the other folds")
def other_folds(candidate, rng):
    """The codes of the training rows are not the smoothed means over the rows of all other folds."""
    for n, n_folds in [(2, 2), (9, 2), (16, 3), (8, 8), (22, 5)]:
        X, y, folds = data(rng, n, n_folds=n_folds)
        close(encode(candidate, X, y, folds, 3.0), out_of_fold(X, y, folds, 3.0), what="fit_transform(X, y, folds)")


@check("smoothing pulls small categories to the mean")
def smoothing(candidate, rng):
    """The weight of the prior is wrong: a category of n_c rows keeps n_c / (n_c + smoothing) of its own mean, all of it at smoothing 0 and hardly any at a very large one."""
    X, y, folds = data(rng, 16)
    for weight in (0, 0.5, 7.0, 1e6):
        encoder = candidate.OutOfFoldEncoder(smoothing=weight).fit(X, y)
        close(table(encoder.transform(X), X, "transform(X)"), for_new(X, y, X, weight), what=f"transform(X) with smoothing={weight}")
        close(encode(candidate, X, y, folds, weight), out_of_fold(X, y, folds, weight), what=f"fit_transform with smoothing={weight}")
    close(
        table(candidate.OutOfFoldEncoder().fit(X, y).transform(X), X, "transform(X)"),
        for_new(X, y, X, 10.0),
        what="transform(X) with the default smoothing",
        because="The default smoothing should be 10.",
    )


@check("the prior is the mean over rows")
def prior(candidate, rng):
    """The prior must be the mean target over all rows of the set, not the mean of the category means: categories of different size weigh differently."""
    X = pd.DataFrame({"city": ["a"] * 8 + ["b"] * 2})
    y = np.r_[np.zeros(8), np.ones(2)]
    encoder = candidate.OutOfFoldEncoder(smoothing=5.0).fit(X, y)
    got = table(encoder.transform(pd.DataFrame({"city": ["a", "b", "c"]})), pd.DataFrame({"city": "abc"}, index=range(3)), "transform(X)")
    close(got, [[1 / 13], [3 / 7], [0.2]], what="transform(X)")


@check("an unseen category gets the mean")
def unseen(candidate, rng):
    """A category without a row in the set used must get that set's mean: in new rows, in a fold that holds all rows of a category, and with smoothing 0."""
    X, y, folds = data(rng, 20, missing=0.1)
    X.iloc[:2, 0] = "Male"
    folds[:2] = folds[2]
    new = pd.DataFrame({"city": ["Nuuk", "Oslo", "Riga"], "size": [9.0, 1.0, 7.0]})
    for weight in (0.0, 6.0):
        close(encode(candidate, X, y, folds, weight), out_of_fold(X, y, folds, weight), what="fit_transform(X, y, folds)")
        got = table(candidate.OutOfFoldEncoder(smoothing=weight).fit(X, y).transform(new), new, "transform(X)")
        close(got, for_new(X, y, new, weight), what="transform(X)")


@check("missing values are a category")
def missing(candidate, rng):
    """Rows with a missing value have a mean of their own and must be encoded with it (None and NaN alike), or with the prior if no row of the set misses the value."""
    X, y, folds = data(rng, 20, missing=0.3)
    X.iloc[0] = ["Rome", 2.0]
    X.iloc[1:5, 0] = [None, np.nan, np.nan, None]
    X.iloc[5:7, 1] = np.nan
    y[1:7] += 10
    close(encode(candidate, X, y, folds, 1.5), out_of_fold(X, y, folds, 1.5), what="fit_transform(X, y, folds)")
    new = pd.DataFrame({"city": [None, np.nan, "Oslo"], "size": [np.nan, 1.0, np.nan]})
    for columns in (X, X.astype({"city": "str"})):
        encoder = candidate.OutOfFoldEncoder(smoothing=1.5).fit(columns, y)
        close(table(encoder.transform(new), new, "transform(X)"), for_new(X, y, new, 1.5), what="transform(X)")
    complete, y, _ = data(rng, 15)
    encoder = candidate.OutOfFoldEncoder(smoothing=1.5).fit(complete, y)
    got = table(encoder.transform(new), new, "transform(X)")
    close(got, for_new(complete, y, new, 1.5), what="transform(X), nothing missing in training")


@check("rows are matched by position")
def positions(candidate, rng):
    """y or folds came as a Series with another index than X, as a list, or X had equal index labels, and the rows were mixed up: match by position, for instance with np.asarray."""
    X, y, folds = data(rng, 18)
    wanted = out_of_fold(X, y, folds, 2.0)
    other = rng.permutation(18) + 100
    for targets, parts in [
        (pd.Series(y, index=other), pd.Series(folds, index=other[::-1])),
        (y.tolist(), folds.tolist()),
        (pd.Series(y), folds),
    ]:
        close(encode(candidate, X, targets, parts, 2.0), wanted, what="fit_transform(X, y, folds)")
    repeated = X.set_axis([7] * 18, axis=0)
    close(encode(candidate, repeated, pd.Series(y, index=other), folds, 2.0), wanted, what="fit_transform, equal index labels")
    encoder = candidate.OutOfFoldEncoder(smoothing=2.0).fit(X, pd.Series(y, index=other))
    close(table(encoder.transform(repeated), repeated, "transform(X)"), for_new(X, y, X, 2.0), what="transform(X)")


@check("index and columns are kept")
def labels(candidate, rng):
    """The result must be a float64 DataFrame with the index and the columns of its X."""
    X, y, folds = data(rng, 12)
    X = X.set_axis([f"row {i}" for i in rng.permutation(12)], axis=0)[["size", "city"]]
    encode(candidate, X, y, folds, 2.0)
    new = X.iloc[[3, 0, 0]]
    table(candidate.OutOfFoldEncoder().fit(X, y).transform(new), new, "transform(X)")


@check("whole numbers, one column, many columns")
def kinds(candidate, rng):
    """A legal table failed: integer categories, 0/1 or integer targets, columns with equal categories, or a single column."""
    n = 14
    X = pd.DataFrame(rng.integers(0, 3, size=(n, 4)), columns=["a", "b", 2, "d"])
    folds = rng.permutation(np.arange(n) % 4)
    for y in (rng.integers(0, 2, size=n), rng.integers(-50, 50, size=n).tolist(), rng.random(n) < 0.3):
        close(encode(candidate, X, y, folds, 1.0), out_of_fold(X, y, folds, 1.0), what="fit_transform(X, y, folds)")
    single = X[["b"]].astype("str")
    close(encode(candidate, single, y, folds, 1.0), out_of_fold(single, y, folds, 1.0), what="fit_transform(X, y, folds)")


@check("no new rows, one training row")
def tiny(candidate, rng):
    """transform of a table without rows must give one without rows, and fit must work with a single row."""
    X, y, _ = data(rng, 10)
    none = X.iloc[:0]
    got = table(candidate.OutOfFoldEncoder().fit(X, y).transform(none), none, "transform(X)")
    expect(got.shape == (0, 2))
    one = candidate.OutOfFoldEncoder(smoothing=2.0).fit(X.iloc[:1], y[:1])
    close(table(one.transform(X), X, "transform(X)"), np.full((10, 2), y[0]), what="transform(X), one training row")


@check("a single fold is refused")
def single_fold(candidate, rng):
    """With fewer than two different folds no row can be encoded from other folds: raise ValueError."""
    X, y, _ = data(rng, 8)
    for fold in (0, 3):
        raises(lambda: candidate.OutOfFoldEncoder().fit_transform(X, y, np.full(8, fold)), "ValueError")


@check("fitting again forgets")
def refit(candidate, rng):
    """A second fit must forget the first one: categories of the old table are unseen now."""
    X, y, folds = data(rng, 20)
    encoder = candidate.OutOfFoldEncoder(smoothing=2.0).fit(X.replace({"Oslo": "Pisa"}), y * 3)
    encoder.fit(X, y)
    new = pd.DataFrame({"city": ["Pisa", "Oslo"], "size": [1.0, 2.0]})
    close(table(encoder.transform(new), new, "transform(X)"), for_new(X, y, new, 2.0), what="transform(X) after the second fit")


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """The caller's X, y or folds changed."""
    X, y, folds = data(rng, 12, missing=0.3)
    encoder = candidate.OutOfFoldEncoder()
    encoder.fit_transform(X, y, folds)
    encoder.fit(X, pd.Series(y)).transform(X)


@probe
def outputs(candidate, rng):
    def parts(frame):
        return [list(map(str, frame.index)), list(map(str, frame.columns)), list(map(str, frame.dtypes)), frame.to_numpy()]

    def training(X, y, folds, weight):
        return parts(candidate.OutOfFoldEncoder(smoothing=weight).fit_transform(X, y, folds))

    def later(X, y, folds, new, weight):
        encoder = candidate.OutOfFoldEncoder(smoothing=weight)
        encoder.fit_transform(X, y, folds)
        first = parts(encoder.transform(new))
        is_self = encoder.fit(X, y) == encoder
        return [first, parts(encoder.transform(new)), is_self]

    for n, n_folds, gaps, weight in [(2, 2, 0, 1.0), (12, 2, 0, 0), (30, 3, 0.3, 2.5), (20, 20, 0, 4), (40, 5, 0.1, 0.0), (10, 5, 0.4, 1e5)]:
        X, y, folds = data(rng, n, missing=gaps, n_folds=n_folds)
        new = data(rng, 9, missing=0.3)[0]
        new.iloc[0, 0] = "Nuuk"
        yield lambda: training(X, y, folds, weight)
        yield lambda: later(X, y, folds, new, weight)
        yield lambda: training(X, pd.Series(y, index=X.index[::-1]), pd.Series(folds), weight)
        yield lambda: training(X.set_axis([1] * n, axis=0)[["size", "city"]], y.tolist(), folds.tolist(), weight)
        yield lambda: parts(candidate.OutOfFoldEncoder().fit(X, y).transform(X.iloc[:0]))
        yield lambda: parts(candidate.OutOfFoldEncoder().fit(X, y).transform(X))
        yield lambda: parts(candidate.OutOfFoldEncoder().fit(X * 2, y).fit(X, y).transform(X * 2))
        yield lambda: candidate.OutOfFoldEncoder().fit_transform(X, y, np.full(n, 3))
    X, y, _ = data(rng, 10)
    yield lambda: parts(candidate.OutOfFoldEncoder().fit(X.iloc[:1], y[:1]).transform(X))
    numbers = pd.DataFrame(rng.integers(0, 3, size=(15, 3)))
    yield lambda: training(numbers, rng.random(15) < 0.4, np.arange(15) % 3, 1.0)


@workload("rows", sizes=(4_000, 16_000, 64_000), why_slow="encoding row by row, or filtering the whole table for each category, reads the data once per row or category; compute sums and counts per category with bincount or groupby and look them up")
def growing(candidate, rng, n):
    X = pd.DataFrame({"user": rng.integers(0, n // 20, size=n), "city": rng.integers(0, 50, size=n).astype(str)})
    y, folds = rng.random(n), rng.permutation(np.arange(n) % 5)
    encoder = candidate.OutOfFoldEncoder()
    return lambda: encoder.fit_transform(X, y, folds)
