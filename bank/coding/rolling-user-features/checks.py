import numpy as np
import pandas as pd

from hotseat.judge.checks import array, check, close, expect, probe, same, workload

COLUMNS = ["n_events", "amount_sum", "amount_mean", "days_since_last"]


def frame(users, times, amounts, index=None, unit="ns"):
    """times: strings, or days after 2024-03-01 as numbers."""
    if not isinstance(times[0] if len(times) else 0.0, str):
        times = np.datetime64("2024-03-01", "ns") + np.round(np.asarray(times, dtype=float) * 86_400_000).astype("timedelta64[ms]")
    stamps = np.asarray(times, dtype=f"datetime64[{unit}]")
    return pd.DataFrame({"user_id": users, "timestamp": stamps, "amount": amounts}, index=index)


def drawn(rng, n, users=4, span=30.0, step=0.25):
    """Random events on a grid of times, so that equal times and windows that end exactly on an event are common."""
    return frame(rng.integers(users, size=n), rng.integers(0, int(span / step), size=n) * step, rng.normal(20, 30, size=n).round(2))


def oracle(events, days):
    """Straight from the definition: row i of `inside` marks the window of event i."""
    times = events["timestamp"].to_numpy().astype("datetime64[ns]").astype(np.int64)
    users, amounts = np.unique(events["user_id"].to_numpy(), return_inverse=True)[1], events["amount"].to_numpy(dtype=float)
    age = times[:, None] - times
    inside = (users[:, None] == users) & (age > 0) & (age <= round(days * 86_400 * 10**9))
    found, total = inside.sum(axis=1), inside @ amounts
    last = np.where(inside, age, np.iinfo(np.int64).max).min(axis=1) / 86_400e9
    seen = found > 0
    return np.column_stack([found, total, np.where(seen, total / np.maximum(found, 1), np.nan), np.where(seen, last, np.nan)])


def agrees(candidate, events, days=None, because=None):
    got = candidate.rolling_user_features(events) if days is None else candidate.rolling_user_features(events, days)
    expect(isinstance(got, pd.DataFrame), "rolling_user_features should return a DataFrame.", got=got)
    same([str(name) for name in got.columns], COLUMNS, what="the columns", because="The result should have exactly the stated columns in that order.")
    same(got.index.tolist(), events.index.tolist(), what="the index", because=because)
    if not len(events):
        return  # the dtypes of no values say nothing
    wanted = oracle(events, 7 if days is None else days)
    for place, name in enumerate(COLUMNS):
        values = array(got[name].to_numpy(), shape=(len(events),), kind="int" if name == "n_events" else "number", what=name)
        close(values, wanted[:, place], rtol=1e-6, atol=1e-6, what=name, because=because)


@check("a small table is right", is_shown=True)
def small(candidate, rng):
    """The features of a small table are off: for each event, look at the same user's events in the window of the last days before it."""
    times = ["2024-03-01 10:00", "2024-03-03 10:00", "2024-03-03 12:00", "2024-03-09 22:00", "2024-03-10 10:00"]
    agrees(candidate, frame(["ann", "ann", "bob", "ann", "bob"], times, [10.0, 30.0, 5.0, 20.0, 7.5]))


@check("an event does not see itself", is_shown=True)
def itself(candidate, rng):
    """The event's own amount leaked into its features: the window ends before the event."""
    agrees(candidate, frame([1, 1, 1, 2], [0.0, 1.0, 2.0, 3.0], [100.0, 10.0, 1.0, 50.0]))


@check("events at the same time do not see each other")
def simultaneous(candidate, rng):
    """Events of one user at the same timestamp must not count each other, whatever their order: only strictly earlier times are in the window."""
    users = np.concatenate([[1, 1, 1, 1, 1, 2], [5] * 4, rng.integers(6, 8, size=25)])
    times = np.concatenate([[0.0, 2.0, 2.0, 2.0, 3.0, 2.0], [1.0] * 4, rng.integers(0, 5, size=25)])
    agrees(candidate, frame(users, times, rng.normal(size=35) * 100), 3)


@check("an event exactly the window's length ago counts")
def far_edge(candidate, rng):
    """The window includes its far end: an event exactly `days` before counts, one a moment earlier does not."""
    agrees(candidate, frame([1, 1, 1, 2, 2], ["2024-03-01 00:00:00", "2024-03-08 00:00:00", "2024-03-15 00:00:01", "2024-03-02", "2024-03-09"], [4.0, 2.0, 1.0, 5.0, 6.0]))
    agrees(candidate, frame([1, 1, 1], ["2024-03-01T00:00:00.000000000", "2024-03-01T00:00:00.000000001", "2024-03-02T00:00:00.000000001"], [4.0, 2.0, 1.0]), 1)


@check("users do not see each other")
def users(candidate, rng):
    """Events of other users leaked into the window: everything happens within one user."""
    agrees(candidate, frame(["b", "a", "b", "c", "a"], [0.0, 0.5, 1.0, 1.5, 2.0], [1.0, 10.0, 100.0, 1000.0, 10_000.0]))
    agrees(candidate, frame([10**12 + 1, -3, 10**12, -3, 7], [0.0, 0.5, 1.0, 1.5, 2.0], [1.0, 10.0, 100.0, 1000.0, 10_000.0]))


@check("rows and index keep their order")
def order(candidate, rng):
    """The features landed at the wrong rows: the events come unsorted and with any index; put each result back at its own row, by position, not by label."""
    events = drawn(rng, 24).sample(frac=1, random_state=int(rng.integers(10_000)))
    agrees(candidate, events)
    agrees(candidate, frame([1, 1, 2, 1, 2], [4.0, 1.0, 3.0, 2.0, 0.0], [1.0, 10.0, 100.0, 1000.0, 5.0], index=list("ededc")))


@check("the window is a span of time")
def span(candidate, rng):
    """The window is a span of time that ends at the event to the second, not a number of events and not whole calendar days."""
    users, times = [1] * 12 + [2] * 3, [*np.arange(12) * 0.5, 0.0, 6.9, 8.0]
    agrees(candidate, frame(users, times, np.arange(15.0) ** 2))
    agrees(candidate, frame(users, times, np.arange(15.0) ** 2), 1)
    agrees(candidate, frame([1] * 5, [0.0, 0.25, 0.5, 1.0, 1.75], [1.0, 10.0, 100.0, 1000.0, 10_000.0]), 0.5)


@check("without earlier events the values are as stated")
def nothing_before(candidate, rng):
    """Without events in the window the count is 0 and the sum 0.0, the mean and days_since_last are NaN."""
    agrees(candidate, frame([1, 2, 1, 2], [0.0, 1.0, 20.0, 40.0], [3.0, 4.0, 5.0, 6.0]))


@check("days_since_last looks into the window only")
def since_last(candidate, rng):
    """days_since_last is the time since the last event in the window, in days with fractions; an event before the window does not count."""
    agrees(candidate, frame([1, 1, 1, 1, 2, 2], [0.0, 3.25, 10.5, 10.75, 0.0, 6.625], [1.0] * 6))


@check("every resolution of the timestamps works")
def resolutions(candidate, rng):
    """Timestamps in s, ms or us must give the same as in ns: convert to one unit before treating them as integers."""
    for unit in ("s", "ms", "us"):
        agrees(candidate, frame([1, 1, 2, 1, 1], [0.0, 1.0, 1.5, 8.0, 8.5], [1.0, 10.0, 5.0, 100.0, 1000.0], unit=unit))


@check("random tables agree with the definition")
def random_tables(candidate, rng):
    """The features of a random table differ from the definition, with days=7 by default or another window."""
    agrees(candidate, drawn(rng, 200, 4), float(rng.choice([1.5, 3.25, 12.0])))
    events = drawn(rng, 80, 30, step=0.001)
    events["amount"] = rng.integers(-100_000, 100_000, size=80)
    agrees(candidate, events)
    agrees(candidate, events.iloc[:1], 30)


@check("an empty table gives an empty result")
def empty(candidate, rng):
    """A table without rows must give a table without rows that has the four columns."""
    agrees(candidate, drawn(rng, 5).iloc[:0])


@check("the events stay as they are")
def untouched(candidate, rng):
    """With shuffled events and further columns in the table the result was off, although the events were left alone: read the columns that you need and no others."""
    events = drawn(rng, 20).sample(frac=1, random_state=3)
    events["n_events"] = 5
    events["note"] = "x"
    agrees(candidate, events)


def told(candidate, events, *options):
    got = candidate.rolling_user_features(events, *options)
    return [[str(name) for name in got.columns], got.index.tolist(), *(got[name].to_numpy().astype(float).round(7) + 0.0 for name in COLUMNS)]


@probe
def outputs(candidate, rng):
    for n, count, days in [(40, 3, 7), (40, 2, 1), (30, 2, 3.5), (20, 1, 30), (1, 1, 7)]:
        events = drawn(rng, n, count)
        yield lambda: told(candidate, events, days)
        yield lambda: told(candidate, events.set_axis(rng.permutation(n), axis=0))
    crowd = frame(rng.integers(2, size=25), rng.integers(0, 5, size=25) * 1.0, rng.normal(size=25))
    yield lambda: told(candidate, crowd, 3)
    yield lambda: told(candidate, frame([1, 1, 1, 1], [0.0, 1.0, 2.0, 3.0], [1.0, 10.0, 100.0, 1000.0]), 2)
    yield lambda: told(candidate, frame([1] * 3, ["2024-03-01 06:00", "2024-03-01 18:00", "2024-03-02 12:00"], [1.0, 10.0, 100.0]), 1)
    yield lambda: told(candidate, frame([1] * 12, np.arange(12) * 0.5, np.arange(12.0) ** 2))
    yield lambda: told(candidate, frame(["b", "a", "b", "c", "a"], [0.0, 0.5, 1.0, 1.5, 2.0], [1, 10, 100, 1000, 10_000]))
    repeated = frame([1, 1, 2, 1, 2], [4.0, 1.0, 3.0, 2.0, 0.0], [1.0, 10.0, 100.0, 1000.0, 5.0], index=[7, 7, 3, 7, 3])
    yield lambda: told(candidate, repeated)
    yield lambda: told(candidate, repeated.set_axis(list("edcba"), axis=0))
    yield lambda: told(candidate, frame([1, 2, 1, 2], [0.0, 1.0, 20.0, 40.0], [3.0, 4.0, 5.0, 6.0]))
    yield lambda: told(candidate, frame([1] * 4, [0.0, 3.25, 10.5, 10.75], [1.0, 1.0, 1.0, 1.0]))
    yield lambda: told(candidate, frame([1] * 2, [0.0, 12.625], [1.0, 1.0]), 30)
    yield lambda: told(candidate, frame([1] * 3, ["2024-03-01T00:00:00.000000000", "2024-03-01T00:00:00.000000001", "2024-03-02T00:00:00.000000001"], [4.0, 2.0, 1.0]), 1)
    for unit in ("s", "ms", "us"):
        yield lambda: told(candidate, frame([1, 1, 2, 1, 1], [0.0, 1.0, 1.5, 8.0, 8.5], [1.0, 10.0, 5.0, 100.0, 1000.0], unit=unit))
    yield lambda: told(candidate, crowd.iloc[:0])
    more = crowd.assign(n_events=5, note="x")
    yield lambda: told(candidate, more)


@workload("events", sizes=(250, 500, 1_000), why_slow="one pandas selection per event; sort once and find both ends of every window by binary search or with two pointers")
def growing(candidate, rng, n):
    events = frame(rng.integers(20, size=n), rng.uniform(0, 60, size=n), rng.normal(20, 5, size=n))
    return lambda: candidate.rolling_user_features(events)
