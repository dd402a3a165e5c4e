import statistics

import numpy as np
import pandas as pd

from hotseat.judge.checks import check, close, expect, probe, raises, same, workload


def oracle(train, X):
    """The expected table, column by column with the statistics module."""
    out = {}
    for name in train.columns:
        known = [float(v) for v in train[name] if not np.isnan(v)]
        median = statistics.median(known) if known else 0.0
        filled = [median if np.isnan(v) else float(v) for v in train[name]]
        scale = 1.0 if min(filled) == max(filled) else statistics.pstdev(filled)
        mean = filled[0] if min(filled) == max(filled) else statistics.fmean(filled)
        out[name] = [((median if np.isnan(v) else float(v)) - mean) / scale for v in X[name]]
    for name in train.columns:
        if any(np.isnan(v) for v in train[name]):
            out[f"{name}_missing"] = [float(np.isnan(v)) for v in X[name]]
    return pd.DataFrame(out, index=X.index, dtype=float)


def data(rng, n, *, gaps=0.2):
    """Columns on different scales, skewed; gaps in age and income, none in visits (integers)."""
    age = rng.normal(40, 12, size=n)
    income = rng.lognormal(10, 1, size=n)
    visits = rng.integers(0, 30, size=n)
    visits[-1] = visits[0] + 3
    if gaps and n > 4:
        age[rng.random(n) < gaps] = np.nan
        income[rng.random(n) < gaps] = np.nan
        age[n // 2], income[n // 3] = np.nan, np.nan
        age[0], income[0], age[n - 1], income[n - 1] = 30.0, 2e4, 50.5, 3e4
    return pd.DataFrame({"age": age, "visits": visits, "income": income}, index=rng.permutation(n) + 500)


def prepared(candidate, train, X, *, what="transform(X)"):
    """The candidate's table after a check of its columns."""
    model = candidate.Preprocessor()
    expect(model.fit(train) == model, "fit should return the object itself.")
    return table(model.transform(X), train, X, what)


def table(got, train, X, what="transform(X)"):
    expect(isinstance(got, pd.DataFrame), f"{what} should be a DataFrame.", got=got)
    gappy = [f"{name}_missing" for name in train.columns if train[name].isna().any()]
    same(
        list(got.columns),
        [*train.columns, *gappy],
        what=f"the columns of {what}",
        because="The columns should be those of training in training order, then NAME_missing for each that had gaps in training.",
    )
    same(len(got), len(X), what=f"the number of rows of {what}")
    return got


def scaled_like(got, wanted, train, because=None):
    close(got[list(train.columns)].to_numpy(), wanted[list(train.columns)].to_numpy(), what="the scaled columns", because=because)


@check("a small table comes out right", is_shown=True)
def small(candidate, rng):
    """The small table is off: fill the gap of a with its median 2, then subtract the mean and divide by the population deviation of the filled column."""
    train = pd.DataFrame({"a": [1.0, np.nan, 2.0, 9.0], "b": [0, 4, 0, 4]})
    got = prepared(candidate, train, train)
    deviation = np.sqrt((2.5**2 + 1.5**2 + 1.5**2 + 5.5**2) / 4)
    close(got["a"].to_numpy(), np.array([-2.5, -1.5, -1.5, 5.5]) / deviation, what='transform(X)["a"]')
    close(got["b"].to_numpy(), [-1, 1, -1, 1], what='transform(X)["b"]')
    close(got["a_missing"].to_numpy(), [0, 1, 0, 0], what='transform(X)["a_missing"]')


@check("gaps get the median")
def median(candidate, rng):
    """A gap did not come out as the training median: the mean is pulled by the long tail, the median is not."""
    for n in (9, 20):
        train = data(rng, n)
        wanted = oracle(train, train)
        got = prepared(candidate, train, train)
        for name in ("age", "income"):
            holes = train[name].isna().to_numpy()
            order = np.argsort(train[name].to_numpy()[~holes])
            below, above = (got[name].to_numpy()[~holes][order[i]] for i in ((len(order) - 1) // 2, len(order) // 2))
            close(got[name].to_numpy()[holes], np.full(holes.sum(), (below + above) / 2), what=f"filled gaps of {name}")
        scaled_like(got.loc[:, ["visits"]], wanted.loc[:, ["visits"]], train[["visits"]])


@check("the scale counts the filled gaps")
def scale_after_filling(candidate, rng):
    """In a column with gaps mean and deviation are off although the filled value is right: compute them after filling, so that the training column gets mean 0 and deviation 1."""
    for n in (8, 30):
        train = data(rng, n, gaps=0.4)
        got = prepared(candidate, train, train)[["age", "income"]].to_numpy(dtype=float)
        ratio = np.std(got, axis=0) / np.std(prepared(candidate, train[["visits"]], train[["visits"]]).to_numpy(dtype=float))
        close(got.mean(axis=0), [0, 0], what="the means of the training columns with gaps")
        close(ratio, [1, 1], what="their deviation relative to a column without gaps")


@check("the scale is the population deviation")
def population(candidate, rng):
    """The deviation is off: divide by n (ddof=0). pandas' std divides by n - 1 unless told otherwise."""
    for n in (2, 5, 40):
        train = data(rng, n, gaps=0)
        got = prepared(candidate, train, train)
        close(got.to_numpy(dtype=float).std(axis=0), [1, 1, 1], what="the deviations of the training columns")
        scaled_like(got, oracle(train, train), train)


@check("new rows are treated one by one")
def row_by_row(candidate, rng):
    """A row comes out differently alone than together with other new rows, or not as training prescribes: transform may use only what fit has learned, for filling as for scaling."""
    train, new = data(rng, 25), data(rng, 10, gaps=0.4)
    new[["age", "income"]] = new[["age", "income"]] * 3 + 7
    wanted = oracle(train, new)
    model = candidate.Preprocessor()
    model.fit(train)
    got = table(model.transform(new), train, new)
    for place in (0, 5, 3):
        row = new.iloc[[place]]
        alone = table(model.transform(row), train, row)
        close(alone.to_numpy(dtype=float)[0], got.to_numpy(dtype=float)[place], what="a row alone, against the row among others")
    close(got.to_numpy(dtype=float), wanted.to_numpy(), what="transform(X) of new rows")


@check("indicators are those of training")
def indicators(candidate, rng):
    """The indicator columns depend on the table given to transform: there is one for each column with gaps in training, whether or not X has gaps, and no other."""
    train = data(rng, 20)
    for new in (data(rng, 6, gaps=0), data(rng, 12).astype({"visits": float})):
        new.iloc[1, 1] = np.nan if new["visits"].dtype == float else 3
        close(prepared(candidate, train, new).to_numpy(dtype=float), oracle(train, new).to_numpy(), what="transform(X)")
    complete = data(rng, 10, gaps=0)
    new = data(rng, 8)
    close(prepared(candidate, complete, new).to_numpy(dtype=float), oracle(complete, new).to_numpy(), what="transform(X)")


@check("indicators are zero or one")
def indicator_values(candidate, rng):
    """An indicator is 1 where the value is missing in X and 0 elsewhere; it is not scaled, and not inverted."""
    train, new = data(rng, 20), data(rng, 9, gaps=0.5)
    got = prepared(candidate, train, new)
    for name in ("age", "income"):
        close(got[f"{name}_missing"].to_numpy(dtype=float), new[name].isna().to_numpy().astype(float), what=f"{name}_missing")


@check("a constant column becomes zero")
def constant(candidate, rng):
    """A column that is constant in training, after filling, must not be divided: 0 divided by 0 is NaN. New values are only centred."""
    train = data(rng, 10)
    train["flag"] = 0.5
    train["gappy"] = [7.0, np.nan] * 5
    new = data(rng, 6)
    new["flag"] = [0.5, 2.1, np.nan, -1, 0, 0.5]
    new["gappy"] = [np.nan, 7, 8, 9, 10, 11]
    for X in (train, new):
        close(prepared(candidate, train, X).to_numpy(dtype=float), oracle(train, X).to_numpy(), what="transform(X)")
    single = train.iloc[[2]]
    close(prepared(candidate, single, new).to_numpy(dtype=float), oracle(single, new).to_numpy(), what="transform(X), one training row")


@check("a column without any value becomes zero")
def empty_column(candidate, rng):
    """A column that is missing in every training row has no median: it counts as a column of zeros, keeps its place and gets an indicator."""
    train, new = data(rng, 8), data(rng, 5)
    train.insert(1, "lost", np.nan)
    new["lost"] = [np.nan, 2.0, 0.0, -3.5, np.nan]
    for X in (train, new):
        close(prepared(candidate, train, X).to_numpy(dtype=float), oracle(train, X).to_numpy(), what="transform(X)")


@check("columns are matched by name")
def names(candidate, rng):
    """The table to transform had its columns in another order, or extra ones: take the training columns by name, in training order."""
    train, new = data(rng, 15), data(rng, 7)
    wanted = oracle(train, new)
    other = new[["income", "age", "visits"]].assign(extra=1.0)
    other = other[["extra", "income", "age", "visits"]]
    close(prepared(candidate, train, other).to_numpy(dtype=float), wanted.to_numpy(), what="transform(X), columns in another order")
    numbered = train.set_axis(["b", "a", "c"], axis=1)
    close(prepared(candidate, numbered, numbered).to_numpy(dtype=float), oracle(numbered, numbered).to_numpy(), what="transform(X)")


@check("an absent column is refused")
def absent(candidate, rng):
    """A table that lacks a training column must raise ValueError, whether the column had gaps or not."""
    train = data(rng, 10)
    model = candidate.Preprocessor()
    model.fit(train)
    for name in train.columns:
        raises(lambda: model.transform(train.drop(columns=name)), "ValueError")


@check("the index is kept")
def index(candidate, rng):
    """The result must have the index of the table given to transform, in its order, repeated labels included."""
    train, new = data(rng, 10), data(rng, 6)
    for labels in (list("uvwxyz"), [3, 3, 1, 1, 1, 2], rng.permutation(6)):
        X = new.set_axis(labels, axis=0)
        got = prepared(candidate, train, X)
        same(list(got.index), list(X.index), what="the index of transform(X)")
        close(got.to_numpy(dtype=float), oracle(train, X).to_numpy(), what="transform(X)")


@check("the result is float64, also without rows")
def kinds(candidate, rng):
    """Every column of the result must be float64, from integer and float32 tables too, and a table without rows gives one without rows."""
    train = data(rng, 12)
    whole = pd.DataFrame(rng.integers(0, 9, size=(6, 2)), columns=["a", "b"])
    single = train.astype({"age": "float32", "visits": "float32"})
    for fitted, X in [(train, train), (whole, whole), (single, single), (train, train.iloc[:0])]:
        got = prepared(candidate, fitted, X)
        expect(all(str(kind) == "float64" for kind in got.dtypes), got=list(map(str, got.dtypes)), expected="float64")
        close(got.to_numpy(dtype=float), oracle(fitted, X).to_numpy(), rtol=1e-4, atol=1e-5, what="transform(X)")


@check("fitting again forgets")
def refit(candidate, rng):
    """After a second fit medians, scales, columns and indicators must be those of the second table alone."""
    first, second = data(rng, 12), data(rng, 14, gaps=0)
    second.iloc[2, 2] = np.nan
    model = candidate.Preprocessor()
    model.fit(first.assign(extra=1.0))
    model.fit(second)
    close(table(model.transform(first), second, first).to_numpy(dtype=float), oracle(second, first).to_numpy(), what="transform(X)")


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """The caller's table changed, for instance because its gaps were filled in place."""
    train, new = data(rng, 12), data(rng, 6, gaps=0.5)
    close(prepared(candidate, train, new).to_numpy(dtype=float), oracle(train, new).to_numpy(), what="transform(X)")


@probe
def outputs(candidate, rng):
    def parts(train, *others, first=None):
        model = candidate.Preprocessor()
        is_self = [model.fit(first) == model] if first is not None else []
        is_self.append(model.fit(train) == model)
        tables = [model.transform(X) for X in others]
        return [
            is_self,
            [[list(map(str, t.columns)), list(map(str, t.index)), list(map(str, t.dtypes)), t.to_numpy(dtype=float)] for t in tables],
        ]

    for n in (1, 2, 8, 21):
        train, new = data(rng, n), data(rng, 7, gaps=0.5).astype({"visits": float})
        new.iloc[2, 1] = np.nan
        yield lambda: parts(train, train, new, new.iloc[[2]], new.iloc[:0])
        yield lambda: parts(train, new[["income", "visits", "age"]].assign(extra=2.0).set_axis([1, 1, 2, 3, 3, 0, 9], axis=0))
        yield lambda: parts(train.assign(flag=0.5, lost=np.nan), new.assign(flag=[0.1, 2, np.nan, 0, 1, 2, 3], lost=new["age"]))
        yield lambda: parts(train, new, data(np.random.default_rng(n), 5, gaps=0), first=new.assign(extra=1.0))
        for name in train.columns:
            yield lambda: parts(train, train.drop(columns=name))
    train = data(rng, 10)
    train["gappy"] = [7.0, np.nan] * 5
    yield lambda: parts(train, train.assign(gappy=[np.nan, 8.0] * 5))
    yield lambda: parts(pd.DataFrame(rng.integers(0, 9, size=(6, 2)), columns=["a", "b"]), pd.DataFrame({"b": [1, 2], "a": [3, 4]}))
    yield lambda: [[str(kind) for kind in candidate.Preprocessor().fit(train.astype("float32")).transform(train).dtypes]]


@workload("rows", sizes=(5_000, 20_000, 80_000), why_slow="looping over rows, or apply with a Python function, costs a Python step per value; let pandas or NumPy work on whole columns")
def growing(candidate, rng, n):
    values = rng.normal(size=(n, 12))
    values[rng.random(values.shape) < 0.1] = np.nan
    train = pd.DataFrame(values, columns=[f"x{j}" for j in range(12)])
    model = candidate.Preprocessor()
    return lambda: model.fit(train).transform(train)
