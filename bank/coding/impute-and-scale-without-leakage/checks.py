import numpy as np
import pandas as pd

from hotseat.judge.checks import check, close, expect, probe, raises, same, workload


def oracle(train, X):
    """The expected values, column by column by the statement, (rows, columns and indicators)."""
    scaled, flags = [], []
    for name in train.columns:
        seen, given = (frame[name].to_numpy(dtype=float) for frame in (train, X))
        known = np.sort(seen[~np.isnan(seen)])
        median = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2 if len(known) else 0.0
        filled = np.where(np.isnan(seen), median, seen)
        is_constant = filled.min() == filled.max()
        mean = filled[0] if is_constant else filled.mean()
        scale = 1.0 if is_constant else np.sqrt(np.mean((filled - mean) ** 2))
        scaled.append((np.where(np.isnan(given), median, given) - mean) / scale)
        if len(known) < len(seen):
            flags.append(np.isnan(given).astype(float))
    return np.stack(scaled + flags, axis=1)


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


def fitted(candidate, train):
    model = candidate.Preprocessor()
    model.fit(train)
    return model


def table(got, train, X, what="transform(X)"):
    """The result's values after a check of its form."""
    expect(isinstance(got, pd.DataFrame), f"{what} should be a DataFrame.", got=got)
    gappy = [f"{name}_missing" for name, has_gaps in zip(train.columns, train.isna().to_numpy().any(axis=0)) if has_gaps]
    same(
        list(got.columns),
        [*train.columns, *gappy],
        what=f"the columns of {what}",
        because="The columns should be those of training in training order, then NAME_missing for each that had gaps in training.",
    )
    same(len(got), len(X), what=f"the number of rows of {what}", because="There should be one row for each row of X.")
    return got.to_numpy(dtype=float)


@check("a small table comes out right", is_shown=True)
def small(candidate, rng):
    """The small table is off: fill the gap of a with its median 2, then subtract the mean and divide by the population deviation of the filled column."""
    train = pd.DataFrame({"a": [1.0, np.nan, 2.0, 9.0], "b": [0, 4, 0, 4]})
    model = candidate.Preprocessor()
    is_itself = model.fit(train) == model
    got = model.transform(train)
    expect(is_itself, "fit should return the object itself.")
    a, b, a_missing = table(got, train, train).T
    deviation = np.sqrt((2.5**2 + 1.5**2 + 1.5**2 + 5.5**2) / 4)
    close(a, np.array([-2.5, -1.5, -1.5, 5.5]) / deviation, what='transform(X)["a"]')
    close(b, [-1, 1, -1, 1], what='transform(X)["b"]')
    close(a_missing, [0, 1, 0, 0], what='transform(X)["a_missing"]', because="a_missing should be 1 in the row where a is missing, else 0.")


@check("gaps get the median")
def median(candidate, rng):
    """A gap did not come out as the training median: not the mean, which the long tail pulls, and for an even number of values the middle of the two middle ones."""
    train = data(rng, 21, gaps=0)
    train.iloc[rng.permutation(21)[:6], 0] = np.nan
    train.iloc[rng.permutation(21)[:5], 2] = np.nan
    got = table(fitted(candidate, train).transform(train), train, train)
    for place in (0, 2):
        holes = train.iloc[:, place].isna().to_numpy()
        wanted = np.full(holes.sum(), np.median(got[~holes, place]))
        close(got[holes, place], wanted, what=f"filled gaps of {train.columns[place]}, against the median of the other rows")


@check("the scale counts the filled gaps")
def scale_after_filling(candidate, rng):
    """In a column with gaps mean and deviation are off although the filled value is right: compute them after filling, so that the training column gets mean 0 and deviation 1."""
    train = data(rng, 30, gaps=0.4)
    age, visits, income = table(fitted(candidate, train).transform(train), train, train).T[:3]
    close([age.mean(), income.mean()], [0, 0], what="the means of the training columns with gaps")
    close([age.std() / visits.std(), income.std() / visits.std()], [1, 1], what="their deviation relative to a column without gaps")


@check("the scale is the population deviation")
def population(candidate, rng):
    """The deviation is off: divide by n (ddof=0). pandas' std divides by n - 1 unless told otherwise."""
    train = data(rng, 5, gaps=0)
    got = table(fitted(candidate, train).transform(train), train, train)
    close(got.std(axis=0), [1, 1, 1], what="the deviations of the training columns")
    close(got, oracle(train, train), what="the scaled columns")


@check("new rows are treated one by one")
def row_by_row(candidate, rng):
    """A row comes out differently alone than together with other new rows, or not as training prescribes: transform may use only what fit has learned, for filling as for scaling."""
    train, new = data(rng, 25), data(rng, 10, gaps=0.4)
    new[["age", "income"]] = new[["age", "income"]] * 3 + 7
    row = new.iloc[[5]]
    model = fitted(candidate, train)
    together, alone = model.transform(new), model.transform(row)
    got = table(together, train, new)
    close(table(alone, train, row)[0], got[5], what="a row alone, against the row among others")
    close(got, oracle(train, new), what="transform(X) of new rows")


@check("indicators are those of training, zero or one")
def indicators(candidate, rng):
    """The indicator columns depend on the table given to transform: there is one for each column with gaps in training, whether or not X has gaps, and no other."""
    train, complete, gappy = data(rng, 20), data(rng, 6, gaps=0), data(rng, 9, gaps=0.5).astype({"visits": float})
    gappy.iloc[1, 1] = np.nan
    model = fitted(candidate, train)
    for new, got in [(complete, model.transform(complete)), (gappy, model.transform(gappy))]:
        close(
            table(got, train, new)[:, 3:],
            new[["age", "income"]].isna().to_numpy().astype(float),
            what="age_missing and income_missing",
            because="An indicator is 1 where the value is missing in X and 0 elsewhere; it is not scaled, and not inverted.",
        )


@check("a constant column becomes zero")
def constant(candidate, rng):
    """A column that is constant in training, after filling, must not be divided: 0 divided by 0 is NaN. New values are only centred."""
    train, new = data(rng, 10), data(rng, 6)
    train["flag"], train["gappy"], train["tiny"] = 0.5, [7.0, np.nan] * 5, rng.normal(size=10) * 1e-9
    new["flag"], new["gappy"], new["tiny"] = [0.5, 2.1, np.nan, -1, 0, 0.5], [np.nan, 7, 8, 9, 10, 11], rng.normal(size=6) * 1e-9
    single = train.iloc[[0]]
    got, from_one = fitted(candidate, train).transform(new), fitted(candidate, single).transform(new)
    got, wanted = table(got, train, new), oracle(train, new)
    not_tiny = [0, 1, 2, 3, 4, *range(6, got.shape[1])]
    close(got[:, not_tiny], wanted[:, not_tiny], what="transform(X)")
    close(
        got[:, 5],
        wanted[:, 5],
        what="the column of tiny numbers",
        because="A column of small numbers is not constant: its deviation, however small, divides it as it is, with nothing added.",
    )
    close(table(from_one, single, new), oracle(single, new), what="transform(X), one training row")


@check("a column without any value becomes zero")
def empty_column(candidate, rng):
    """A column that is missing in every training row has no median: it counts as a column of zeros, keeps its place and gets an indicator."""
    train, new = data(rng, 8), data(rng, 5)
    train.insert(1, "lost", np.nan)
    new.insert(1, "lost", [np.nan, 2.0, 0.0, -3.5, np.nan])
    got = fitted(candidate, train).transform(new)
    close(table(got, train, new), oracle(train, new), what="transform(X)")


@check("columns are matched by name")
def names(candidate, rng):
    """The table to transform had its columns in another order, or extra ones: take the training columns by name, in training order."""
    train, new = (data(rng, n).set_axis(["b", "a", "c"], axis=1) for n in (15, 7))
    other = new.assign(extra=1.0)[["extra", "c", "b", "a"]]
    got = fitted(candidate, train).transform(other)
    close(table(got, train, other), oracle(train, new), what="transform(X), columns in another order")


@check("an absent column is refused")
def absent(candidate, rng):
    """A table that lacks a training column must raise ValueError, whether the column had gaps or not, and whatever other columns there are."""
    train = data(rng, 10)
    model = fitted(candidate, train)
    name = rng.choice(["age", "visits"])
    other = train.rename(columns={name: "calls"})
    raises(lambda: model.transform(other), "ValueError")


@check("the index is kept")
def index(candidate, rng):
    """The result must have the index of the table given to transform, in its order, repeated labels included."""
    train = data(rng, 10)
    X = data(rng, 6).set_axis([3, 1, 3, 0, 1, 5], axis=0)
    got = fitted(candidate, train).transform(X)
    values = table(got, train, X)
    same(list(got.index), list(X.index), what="the index of transform(X)")
    close(values, oracle(train, X), what="transform(X)")


@check("the result is float64, also without rows")
def kinds(candidate, rng):
    """Every column of the result must be float64, from integer and float32 columns too, and a table without rows gives one without rows."""
    train = data(rng, 12).astype({"age": "float32"}).assign(rank=rng.permutation(12))
    none = train.iloc[:0]
    model = fitted(candidate, train)
    for X, got in [(train, model.transform(train)), (none, model.transform(none))]:
        values = table(got, train, X)
        found = sorted({str(kind) for kind in got.dtypes})
        expect(found == ["float64"], got=found, expected="float64")
        close(values, oracle(train, X), rtol=1e-4, atol=1e-5, what="transform(X)")


@check("fitting again forgets")
def refit(candidate, rng):
    """After a second fit medians, scales, columns and indicators must be those of the second table alone."""
    first, second = data(rng, 12), data(rng, 14, gaps=0)
    second.iloc[2, 2] = np.nan
    model = fitted(candidate, first.assign(extra=1.0))
    model.fit(second)
    got = model.transform(first)
    close(table(got, second, first), oracle(second, first), what="transform(X)")


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
