import numpy as np
import pandas as pd

from hotseat.judge.checks import check, close, expect, probe, raises, same, workload


def oracle(train, X):
    """The expected values, column by column by the statement, (rows, columns and indicators). Both: arrays by name."""
    scaled, flags = [], []
    for name, seen in train.items():
        given, missing = np.asarray(X[name], dtype=float), np.isnan(seen)
        known = np.sort(seen[~missing])
        median = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2 if len(known) else 0.0
        filled = np.where(missing, median, seen)
        is_constant = filled.min() == filled.max()
        mean = filled[0] if is_constant else filled.mean()
        scale = 1.0 if is_constant else np.sqrt(np.mean((filled - mean) ** 2))
        scaled.append((np.where(np.isnan(given), median, given) - mean) / scale)
        if len(known) < len(seen):
            flags.append(np.isnan(given).astype(float))
    return np.stack(scaled + flags, axis=1)


def data(rng, n, *, gaps=0.2):
    """Arrays by name, on different scales, skewed; gaps in age and income, none in visits (integers)."""
    age = rng.normal(40, 12, size=n)
    income = rng.lognormal(10, 1, size=n)
    visits = rng.integers(0, 30, size=n)
    visits[-1] = visits[0] + 3
    if gaps and n > 4:
        age[rng.random(n) < gaps] = np.nan
        income[rng.random(n) < gaps] = np.nan
        age[n // 2], income[n // 3] = np.nan, np.nan
        age[0], income[0], age[n - 1], income[n - 1] = 30.0, 2e4, 50.5, 3e4
    return {"age": age, "visits": visits, "income": income}


def frame(arrays, rng):
    """The arrays as a DataFrame with any index."""
    n = len(next(iter(arrays.values())))
    return pd.DataFrame(arrays, index=rng.permutation(n) + 500)


def fitted(candidate, train, rng):
    model = candidate.Preprocessor()
    model.fit(frame(train, rng))
    return model


def table(got, train, X, what="transform(X)"):
    """The result's values after a check of its form. train: arrays by name, X: the DataFrame that was given."""
    expect(isinstance(got, pd.DataFrame), f"{what} should be a DataFrame.", got=got)
    gappy = [f"{name}_missing" for name, seen in train.items() if np.isnan(seen).any()]
    same(
        list(got.columns),
        [*train, *gappy],
        what=f"the columns of {what}",
        because="The columns should be those of training in training order, then NAME_missing for each that had gaps in training.",
    )
    same(len(got), len(X), what=f"the number of rows of {what}", because="There should be one row for each row of X.")
    return got.to_numpy(dtype=float)


@check("a small table comes out right", is_shown=True)
def small(candidate, rng):
    """The small table is off: fill the gap of a with its median 2, then subtract the mean and divide by the population deviation of the filled column."""
    train = {"a": np.array([1.0, np.nan, 2.0, 9.0]), "b": np.array([0, 4, 0, 4])}
    X = pd.DataFrame(train)
    model = candidate.Preprocessor()
    is_itself = model.fit(X) == model
    got = model.transform(X)
    expect(is_itself, "fit should return the object itself.")
    a, b, a_missing = table(got, train, X).T
    deviation = np.sqrt((2.5**2 + 1.5**2 + 1.5**2 + 5.5**2) / 4)
    close(a, np.array([-2.5, -1.5, -1.5, 5.5]) / deviation, what='transform(X)["a"]')
    close(b, [-1, 1, -1, 1], what='transform(X)["b"]')
    close(a_missing, [0, 1, 0, 0], what='transform(X)["a_missing"]', because="a_missing should be 1 in the row where a is missing, else 0.")


@check("gaps get the median")
def median(candidate, rng):
    """A gap did not come out as the training median: not the mean, which the long tail pulls, and for an even number of values the middle of the two middle ones."""
    train = data(rng, 21, gaps=0)
    holes = {"age": rng.permutation(21)[:6], "income": rng.permutation(21)[:5]}
    for name, rows in holes.items():
        train[name][rows] = np.nan
    X = frame(train, rng)
    model = candidate.Preprocessor()
    model.fit(X)
    got = table(model.transform(X), train, X)
    for place, name in ((0, "age"), (2, "income")):
        rows = holes[name]
        wanted = np.full(len(rows), np.median(np.delete(got[:, place], rows)))
        close(got[rows, place], wanted, what=f"filled gaps of {name}, against the median of the other rows")


@check("the scale counts the filled gaps")
def scale_after_filling(candidate, rng):
    """In a column with gaps mean and deviation are off although the filled value is right: compute them after filling, so that the training column gets mean 0 and deviation 1."""
    train = data(rng, 30, gaps=0.4)
    X = frame(train, rng)
    model = candidate.Preprocessor()
    model.fit(X)
    age, visits, income = table(model.transform(X), train, X).T[:3]
    close([age.mean(), income.mean()], [0, 0], what="the means of the training columns with gaps")
    close([age.std() / visits.std(), income.std() / visits.std()], [1, 1], what="their deviation relative to a column without gaps")


@check("the scale is the population deviation")
def population(candidate, rng):
    """The deviation is off: divide by n (ddof=0). pandas' std divides by n - 1 unless told otherwise."""
    train = data(rng, 5, gaps=0)
    X = frame(train, rng)
    model = candidate.Preprocessor()
    model.fit(X)
    got = table(model.transform(X), train, X)
    close(got.std(axis=0), [1, 1, 1], what="the deviations of the training columns")
    close(got, oracle(train, train), what="the scaled columns")


@check("new rows are treated one by one")
def row_by_row(candidate, rng):
    """A row comes out differently alone than together with other new rows, or not as training prescribes: transform may use only what fit has learned, for filling as for scaling."""
    train, new = data(rng, 25), data(rng, 10, gaps=0.4)
    new["age"], new["income"] = new["age"] * 3 + 7, new["income"] * 3 + 7
    X = frame(new, rng)
    row = X.iloc[[5]]
    model = fitted(candidate, train, rng)
    together, alone = model.transform(X), model.transform(row)
    got = table(together, train, X)
    close(table(alone, train, row)[0], got[5], what="a row alone, against the row among others")
    close(got, oracle(train, new), what="transform(X) of new rows")


@check("indicators are those of training, zero or one")
def indicators(candidate, rng):
    """The indicator columns depend on the table given to transform: there is one for each column with gaps in training, whether or not X has gaps, and no other."""
    train, new = data(rng, 20), data(rng, 9, gaps=0.5)
    complete = rng.choice(["age", "income"])
    new[complete] = rng.uniform(30, 40, size=9)
    new["visits"] = np.where(np.arange(9) == 1, np.nan, new["visits"])
    X = frame(new, rng)
    got = table(fitted(candidate, train, rng).transform(X), train, X)
    close(
        got[:, 3:],
        np.isnan([new["age"], new["income"]]).T.astype(float),
        what="age_missing and income_missing",
        because="An indicator is 1 where the value is missing in X and 0 elsewhere; it is not scaled, and not inverted.",
    )


@check("a constant column becomes zero")
def constant(candidate, rng):
    """A column that is constant in training, after filling, must not be divided: 0 divided by 0 is NaN. New values are only centred."""
    train, new = data(rng, 10), data(rng, 6)
    train["flag"], train["gappy"], train["tiny"] = np.full(10, 0.5), np.array([7.0, np.nan] * 5), rng.normal(size=10) * 1e-9
    new["flag"], new["gappy"] = np.array([0.5, 2.1, np.nan, -1, 0, 0.5]), np.array([np.nan, 7, 8, 9, 10, 11])
    new["tiny"] = rng.normal(size=6) * 1e-9
    X = frame(new, rng)
    got, wanted = table(fitted(candidate, train, rng).transform(X), train, X), oracle(train, new)
    not_tiny = [0, 1, 2, 3, 4, *range(6, got.shape[1])]
    close(got[:, not_tiny], wanted[:, not_tiny], what="transform(X)")
    close(
        got[:, 5],
        wanted[:, 5],
        what="the column of tiny numbers",
        because="A column of small numbers is not constant: its deviation, however small, divides it as it is, with nothing added.",
    )


@check("a column without any value becomes zero")
def empty_column(candidate, rng):
    """A column that is missing in every training row has no median: it counts as a column of zeros, keeps its place and gets an indicator."""
    train, new = data(rng, 1), data(rng, 5)
    train["visits"], new["visits"] = np.array([np.nan]), np.array([np.nan, 2.0, 0.0, -3.5, np.nan])
    X = frame(new, rng)
    got, wanted = table(fitted(candidate, train, rng).transform(X), train, X), oracle(train, new)
    close(got[:, [1, 3]], wanted[:, [1, 3]], what="visits and visits_missing")
    close(
        got[:, [0, 2]],
        wanted[:, [0, 2]],
        what="age and income",
        because="With a single training row every column is constant: new values are only centred, and their gaps become zero.",
    )


@check("columns are matched by name")
def names(candidate, rng):
    """The table to transform had its columns in another order, or extra ones: take the training columns by name, in training order."""
    train, new = (dict(zip("bac", each.values())) for each in (data(rng, 15), data(rng, 7, gaps=0)))
    X = frame({"extra": np.ones(7), "c": new["c"], "b": new["b"], "a": new["a"]}, rng)
    got = fitted(candidate, train, rng).transform(X)
    close(table(got, train, X), oracle(train, new), what="transform(X), columns in another order")


@check("an absent column is refused")
def absent(candidate, rng):
    """A table that lacks a training column must raise ValueError, whether the column had gaps or not, and whatever other columns there are."""
    train = data(rng, 10)
    model = fitted(candidate, train, rng)
    name = rng.choice(["age", "visits"])
    other = frame({"calls" if each == name else each: values for each, values in train.items()}, rng)
    raises(lambda: model.transform(other), "ValueError")


@check("the index is kept")
def index(candidate, rng):
    """The result must have the index of the table given to transform, in its order, repeated labels included."""
    train, new = data(rng, 10), data(rng, 6)
    X = pd.DataFrame(new, index=[3, 1, 3, 0, 1, 5])
    got = fitted(candidate, train, rng).transform(X)
    values = table(got, train, X)
    same(list(got.index), list(X.index), what="the index of transform(X)")
    close(values, oracle(train, new), what="transform(X)")


@check("the result is float64, also without rows")
def kinds(candidate, rng):
    """Every column of the result must be float64, from integer and float32 columns too, and a table without rows gives one without rows."""
    train = data(rng, 12)
    train["age"], train["rank"] = train["age"].astype(np.float32), rng.permutation(12)
    whole = frame(train, rng)
    none = whole.iloc[:0]
    model = candidate.Preprocessor()
    model.fit(whole)
    for X, got in [(whole, model.transform(whole)), (none, model.transform(none))]:
        values = table(got, train, X)
        found = sorted({str(kind) for kind in got.dtypes})
        expect(found == ["float64"], got=found, expected="float64")
        close(values, oracle(train, train)[: len(X)], rtol=1e-4, atol=1e-5, what="transform(X)")


@check("fitting again forgets")
def refit(candidate, rng):
    """After a second fit medians, scales, columns and indicators must be those of the second table alone."""
    first, second = data(rng, 12), data(rng, 14, gaps=0)
    second["income"][2] = np.nan
    X = frame(first | {"extra": np.ones(12)}, rng)
    model = candidate.Preprocessor()
    model.fit(X)
    model.fit(frame(second, rng))
    got = model.transform(X)
    close(table(got, second, X), oracle(second, first), what="transform(X)")


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
        train, new = frame(data(rng, n), rng), frame(data(rng, 7, gaps=0.5), rng).astype({"visits": float})
        new.iloc[2, 1] = np.nan
        complete = frame(data(rng, 5, gaps=0), rng)
        yield lambda: parts(train, train, new, new.iloc[[2]], new.iloc[:0])
        yield lambda: parts(train, new[["income", "visits", "age"]].assign(extra=2.0).set_axis([1, 1, 2, 3, 3, 0, 9], axis=0))
        yield lambda: parts(train.assign(flag=0.5, lost=np.nan), new.assign(flag=[0.1, 2, np.nan, 0, 1, 2, 3], lost=new["age"]))
        yield lambda: parts(train, new, complete, first=new.assign(extra=1.0))
        for name in train.columns:
            yield lambda: parts(train, train.drop(columns=name))
    train = frame(data(rng, 10), rng)
    train["gappy"] = [7.0, np.nan] * 5
    yield lambda: parts(train, train.assign(gappy=[np.nan, 8.0] * 5))
    yield lambda: parts(pd.DataFrame(rng.integers(0, 9, size=(6, 2)), columns=["a", "b"]), pd.DataFrame({"b": [1, 2], "a": [3, 4]}))
    tiny = pd.DataFrame({"rate": rng.normal(size=8) * 1e-9, "share": rng.random(8) * 0.1})
    yield lambda: parts(tiny, tiny)
    yield lambda: parts(train, train.rename(columns={"visits": "calls"}))
    yield lambda: [[str(kind) for kind in candidate.Preprocessor().fit(train.astype("float32")).transform(train).dtypes]]


@workload("rows", sizes=(2_500, 10_000, 40_000), why_slow="looping over rows, or apply with a Python function, costs a Python step per value; let pandas or NumPy work on whole columns")
def growing(candidate, rng, n):
    values = rng.normal(size=(n, 12))
    values[rng.random(values.shape) < 0.1] = np.nan
    train = pd.DataFrame(values, columns=[f"x{j}" for j in range(12)])
    model = candidate.Preprocessor()
    return lambda: model.fit(train).transform(train)
