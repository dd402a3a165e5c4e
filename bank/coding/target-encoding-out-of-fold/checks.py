import numpy as np
import pandas as pd

from hotseat.judge.checks import check, close, expect, probe, raises, same, workload


def keys(frame):
    """Per column the categories, each missing value as None. (d, n)."""
    values = frame.to_numpy(dtype=object, copy=True)
    values[values != values] = None  # only NaN differs from itself
    return values.T


def coded(new, X, y, is_used, smoothing):
    """(m, d) codes of new rows by the formula. is_used: (m, n), which rows of X, y the code of each may use."""
    y, is_used = np.asarray(y, dtype=float), np.asarray(is_used, dtype=float)
    mean = is_used @ y / is_used.sum(axis=1)
    codes = []
    for wanted, known in zip(keys(new), keys(X)):
        alike = (wanted[:, None] == known) * is_used
        counts = alike.sum(axis=1)
        weights = np.where(counts > 0, counts + smoothing, 1)
        codes.append(np.where(counts > 0, (alike @ y + smoothing * mean) / weights, mean))
    return np.stack(codes, axis=1)


def out_of_fold(X, y, folds, smoothing):
    """(n, d), each entry from the rows of other folds."""
    folds = np.asarray(folds)
    return coded(X, X, y, folds[:, None] != folds, smoothing)


def for_new(X, y, new, smoothing):
    return coded(new, X, y, np.ones((len(new), len(X))), smoothing)


def data(rng, n, *, names=("city", "size"), missing=0.0, n_folds=3):
    """X with a column of strings and one of numbers (those named), any index, y, folds."""
    city = rng.choice(["Oslo", "Rome", "Lima", "Bern", "Kyiv"], size=n, p=[0.4, 0.25, 0.2, 0.1, 0.05]).astype(object)
    is_first = city == "Oslo"
    size = rng.choice([1.0, 2.0, 5.5], size=n)
    city[rng.random(n) < missing] = None
    size[rng.random(n) < missing] = np.nan
    columns = {"city": city, "size": size}
    X = pd.DataFrame({name: columns[name] for name in names}, index=rng.permutation(n) + 100)
    y = rng.normal(loc=3, size=n) + 2 * is_first
    folds = rng.permutation(np.arange(n) % n_folds) * 3 - 2
    return X, y, folds


FORM = "The result must be a float64 DataFrame with the index and the columns of its X."


def table(got, X, what):
    """The result's values after a check of its form."""
    expect(isinstance(got, pd.DataFrame), f"{what} should be a DataFrame.", got=got)
    for part in ("columns", "index"):
        found, wanted = getattr(got, part), getattr(X, part)
        if not found.equals(wanted):
            same(list(found), list(wanted), what=f"the {part} of {what}", because=FORM)
    kinds = {str(kind) for kind in got.dtypes}
    expect(kinds == {"float64"}, f"{what} should be of dtype float64.", got=sorted(kinds))
    return got.to_numpy()


TRAINED = "fit_transform(X, y, folds)"


@check("a small table is encoded by hand", is_shown=True)
def small(candidate, rng):
    """The codes of a table of five rows are off: take the rows of the other folds, their mean m, and (sum + smoothing m) / (count + smoothing)."""
    X = pd.DataFrame({"city": ["a", "a", "b", "b", "a"]})
    y, folds = np.array([1, 0, 1, 1, 1]), np.array([0, 1, 0, 1, 1])
    got = candidate.OutOfFoldEncoder(smoothing=1.0).fit_transform(X, y, folds)
    close(table(got, X, TRAINED), [[(1 + 2 / 3) / 3], [1.0], [(1 + 2 / 3) / 2], [1.0], [1.0]], what=TRAINED)


@check("new rows use all training rows", is_shown=True)
def new_rows(candidate, rng):
    """transform must encode new rows by the formula from all training rows, after fit_transform too, not from a part of the folds."""
    X, y, folds = data(rng, 18)
    new = X.iloc[rng.permutation(18)[:6]].set_axis(list("uvwxyz"), axis=0)
    encoder = candidate.OutOfFoldEncoder(smoothing=4.0)
    encoder.fit_transform(X, y, folds)
    got = encoder.transform(new)
    close(table(got, new, "transform(X)"), for_new(X, y, new, 4.0), what="transform(X) after fit_transform")


@check("a fold's targets do not enter its own encoding")
def no_leak(candidate, rng):
    """The targets of one fold were changed and the codes of that fold's rows moved: a row may be encoded from other folds only, and that holds for the prior mean too."""
    X, y, folds = data(rng, 24, names=["city"])
    own = folds == folds[0]
    changed = np.where(own, y + rng.uniform(2, 8, size=24), y)
    encoder = candidate.OutOfFoldEncoder(smoothing=2.0)
    before, after = encoder.fit_transform(X, y, folds), encoder.fit_transform(X, changed, folds)
    close(table(after, X, TRAINED)[own], table(before, X, TRAINED)[own], what="the fold's codes")


@check("an unseen category gets the mean")
def unseen(candidate, rng):
    """A category without a row in the set used, a missing value too, must get that set's mean: in new rows, in a fold that holds all rows of a category, and with smoothing 0."""
    X, y, folds = data(rng, 16)
    X.iloc[:2, 0] = "Male"
    folds[:2] = folds[2]
    new = pd.DataFrame({"city": ["Nuuk", X.iloc[2, 0], None], "size": [9.0, X.iloc[0, 1], 7.0]})
    encoder = candidate.OutOfFoldEncoder(smoothing=0)
    trained, later = encoder.fit_transform(X, y, folds), encoder.transform(new)
    close(table(trained, X, TRAINED), out_of_fold(X, y, folds, 0), what=TRAINED)
    close(table(later, new, "transform(X)"), for_new(X, y, new, 0), what="transform(X)")


@check("the training rows are encoded from the other folds")
def other_folds(candidate, rng):
    """The codes of the training rows are not the smoothed means over the rows of all other folds."""
    encoder = candidate.OutOfFoldEncoder(smoothing=3.0)
    for n, n_folds in [(22, 5), (2, 2)]:
        X, y, folds = data(rng, n, n_folds=n_folds)
        close(table(encoder.fit_transform(X, y, folds), X, TRAINED), out_of_fold(X, y, folds, 3.0), what=TRAINED)


@check("smoothing pulls small categories to the mean")
def smoothing(candidate, rng):
    """The weight of the prior is wrong: a category of n_c rows keeps n_c / (n_c + smoothing) of its own mean."""
    X, y, folds = data(rng, 16, names=["city"])
    got = candidate.OutOfFoldEncoder(smoothing=0.5).fit_transform(X, y, folds)
    default = candidate.OutOfFoldEncoder().fit_transform(X, y, folds)
    close(table(got, X, TRAINED), out_of_fold(X, y, folds, 0.5), what="fit_transform with smoothing=0.5")
    wanted = out_of_fold(X, y, folds, 10.0)
    close(table(default, X, TRAINED), wanted, what="fit_transform with the default smoothing", because="The default smoothing should be 10.")


@check("the prior is the mean over rows")
def prior(candidate, rng):
    """The prior must be the mean target over all rows of the set, not the mean of the category means: categories of different size weigh differently."""
    X = pd.DataFrame({"city": ["a"] * 8 + ["b"] * 2})
    new = pd.DataFrame({"city": ["a", "b"]})
    got = candidate.OutOfFoldEncoder(smoothing=5.0).fit(X, np.r_[np.zeros(8), np.ones(2)]).transform(new)
    close(table(got, new, "transform(X)"), [[1 / 13], [3 / 7]], what="transform(X)")


@check("missing values are a category")
def missing(candidate, rng):
    """Rows with a missing value have a mean of their own and must be encoded with it (None and NaN alike), or with the prior if no row of the set misses the value."""
    X, y, folds = data(rng, 20, names=["size"])
    zone = [3, None, np.nan, np.nan, None, 3] + [4, 3] * 7  # numbers in a column of type object keep None apart from NaN
    X["zone"] = pd.Series(zone, index=X.index, dtype=object)
    X["river"] = pd.Series([np.nan] * 4 + ["Tiber", "Po"] * 8, index=X.index, dtype="str")
    X.iloc[:2, 0] = np.nan
    folds[:2] = folds[2]  # no row of the other folds misses the size
    y[:6] += 10
    new = X.iloc[[1, 2, 8]].set_axis([0, 1, 2], axis=0)
    new["size"] = [None, X.iloc[3, 0], np.nan]
    encoder = candidate.OutOfFoldEncoder(smoothing=1.5)
    trained, later = encoder.fit_transform(X, y, folds), encoder.transform(new)
    close(table(trained, X, TRAINED), out_of_fold(X, y, folds, 1.5), what=TRAINED)
    close(table(later, new, "transform(X)"), for_new(X, y, new, 1.5), what="transform(X)")


@check("rows are matched by position")
def positions(candidate, rng):
    """y or folds came as a Series with another index than X, as a list, or X had equal index labels, and the rows were mixed up: match by position, for instance with np.asarray."""
    X, y, folds = data(rng, 18, names=["city"])
    other = X.index.to_numpy()[::-1].copy()
    repeated = X.set_axis([7] * 18, axis=0)
    encoder = candidate.OutOfFoldEncoder(smoothing=2.0)
    permuted = encoder.fit_transform(X, pd.Series(y, index=other), pd.Series(folds, index=np.roll(other, 1)))
    later = encoder.transform(repeated)
    equal = encoder.fit_transform(repeated, y.tolist(), folds.tolist())
    wanted = out_of_fold(X, y, folds, 2.0)
    close(table(permuted, X, TRAINED), wanted, what=TRAINED)
    close(table(later, repeated, "transform(X)"), for_new(X, y, X, 2.0), what="transform(X)")
    close(table(equal, repeated, TRAINED), wanted, what="fit_transform, equal index labels")


@check("index and columns are kept")
def labels(candidate, rng):
    """The result must be a float64 DataFrame with the index and the columns of its X, also without any row."""
    X, y, folds = data(rng, 12, names=["size", "city"])
    X = X.set_axis([f"row {i}" for i in rng.permutation(12)], axis=0)
    none = X.iloc[:0]
    encoder = candidate.OutOfFoldEncoder(smoothing=2.0)
    trained, later = encoder.fit_transform(X, y, folds), encoder.transform(none)
    table(trained, X, TRAINED)
    table(later, none, "transform(X), no rows")


@check("whole numbers are equal in any type")
def kinds(candidate, rng):
    """A table of integers failed, or new rows in which the same numbers are floats (1.0 is the category 1): compare values, not their text."""
    X = pd.DataFrame(rng.integers(0, 3, size=(14, 2)), columns=["a", 2])
    folds, y = rng.permutation(np.arange(14) % 4), rng.integers(-50, 50, size=14)
    new = X.iloc[:3].astype(float)
    new.iloc[2, 1] = np.nan
    encoder = candidate.OutOfFoldEncoder(smoothing=1.0)
    trained, later = encoder.fit_transform(X, y.tolist(), folds), encoder.transform(new)
    close(table(trained, X, TRAINED), out_of_fold(X, y, folds, 1.0), what=TRAINED)
    close(table(later, new, "transform(X)"), for_new(X, y, new, 1.0), what="transform(X)")


@check("one training row is enough")
def tiny(candidate, rng):
    """fit must work with a single row: every code is then that row's target."""
    X, y, _ = data(rng, 6)
    got = candidate.OutOfFoldEncoder(smoothing=2.0).fit(X.iloc[:1], y[:1]).transform(X)
    close(table(got, X, "transform(X)"), np.full((6, 2), y[0]), what="transform(X), one training row")


@check("a single fold is refused")
def single_fold(candidate, rng):
    """With fewer than two different folds no row can be encoded from other folds: raise ValueError."""
    X, y, _ = data(rng, 8, names=["city"])
    raises(lambda: candidate.OutOfFoldEncoder().fit_transform(X, y, np.full(8, 3)), "ValueError")


@check("fitting again forgets")
def refit(candidate, rng):
    """fit must return the encoder, and a second fit must forget the first one: categories of the old table are unseen now."""
    X, y, folds = data(rng, 16, names=["city"])
    X.iloc[0] = "Oslo"
    new = pd.DataFrame({"city": ["Pisa", "Oslo"]})
    old = pd.DataFrame({"city": X["city"].to_numpy().copy()}, index=X.index)
    old[old == "Oslo"] = "Pisa"
    encoder = candidate.OutOfFoldEncoder(smoothing=2.0)
    encoder.fit_transform(old, y * 3, folds)
    is_itself = encoder.fit(X, y) == encoder
    got = encoder.transform(new)
    expect(is_itself, "fit should return the encoder itself.")
    close(table(got, new, "transform(X)"), for_new(X, y, new, 2.0), what="transform(X) after the second fit")


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

    for n, n_folds, gaps, weight in [(2, 2, 0, 1.0), (24, 3, 0.3, 2.5), (12, 5, 0.1, 0)]:
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
        as_objects = X.assign(size=pd.Series([None, np.nan, *(7 - X["size"].iloc[2:]).tolist()], index=X.index, dtype=object))
        yield lambda: training(as_objects, y, folds, weight)
        yield lambda: parts(candidate.OutOfFoldEncoder().fit(as_objects, y).transform(as_objects.iloc[::-1]))
        yield lambda: candidate.OutOfFoldEncoder().fit_transform(X, y, np.full(n, 3))
    X, y, _ = data(rng, 10)
    yield lambda: parts(candidate.OutOfFoldEncoder().fit(X.iloc[:1], y[:1]).transform(X))
    numbers = pd.DataFrame(rng.integers(0, 3, size=(15, 3)))
    targets = rng.integers(0, 9, size=15)
    yield lambda: training(numbers, targets, np.arange(15) % 3, 1.0)
    yield lambda: later(numbers, targets, np.arange(15) % 3, numbers.astype(float).where(rng.random((15, 3)) < 0.8), 1.0)


@workload("rows", sizes=(2_000, 8_000, 32_000), why_slow="encoding row by row, or filtering the whole table for each category, reads the data once per row or category; compute sums and counts per category with bincount or groupby and look them up")
def growing(candidate, rng, n):
    X = pd.DataFrame({"user": rng.integers(0, n // 20, size=n), "city": rng.integers(0, 50, size=n).astype(str)})
    y, folds = rng.random(n), rng.permutation(np.arange(n) % 5)
    encoder = candidate.OutOfFoldEncoder()
    return lambda: encoder.fit_transform(X, y, folds)
