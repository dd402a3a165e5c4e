import numpy as np
import pandas as pd

from hotseat.judge.checks import check, close, expect, probe, same, workload

RECENT, LAST = ["n_events", "total"], ["last_amount", "days_since_last"]
COLUMNS = RECENT + LAST
START = pd.Timestamp("2024-03-01")


def nanoseconds(times):
    return times.to_numpy().astype("datetime64[ns]").astype(np.int64).tolist()


def oracle(labels, events, window_days=30):
    """(n, 4) by two nested loops over whole nanoseconds."""
    rows, day = [], 86_400 * 10**9
    everything = list(zip(events["user_id"], nanoseconds(events["happened_at"]), nanoseconds(events["recorded_at"]), events["amount"]))
    for user, now in zip(labels["user_id"], nanoseconds(labels["as_of"])):
        count, total, last, last_amount = 0, 0.0, None, np.nan
        for owner, happened, recorded, amount in everything:
            if owner != user or not recorded < now:
                continue
            if happened >= now - round(window_days * day):
                count, total = count + 1, total + amount
            if last is None or happened >= last:
                last, last_amount = happened, amount
        rows.append([count, total, last_amount, np.nan if last is None else (now - last) / day])
    return np.array(rows, dtype=float).reshape(len(rows), 4)


def at(days):
    """A timestamp so many days after the start."""
    return START + pd.Timedelta(seconds=round(days * 86_400))


def label_table(rows, index=None):
    """rows: (user, day of as_of)."""
    table = pd.DataFrame({"user_id": [user for user, _ in rows], "as_of": pd.to_datetime([at(day) for _, day in rows])})
    return table if index is None else table.set_axis(index, axis=0)


def event_table(rows):
    """rows: (user, day it happened, day it was recorded, amount)."""
    return pd.DataFrame(
        {
            "user_id": [row[0] for row in rows],
            "happened_at": pd.to_datetime([at(row[1]) for row in rows]),
            "recorded_at": pd.to_datetime([at(row[2]) for row in rows]),
            "amount": [row[3] for row in rows],
        }
    )


def data(rng, n_labels, n_events, *, words=False):
    """Random tables on a grid of six hours, so that equal times occur; rows shuffled, some users without events or labels."""
    users = ["ann", "bob", "cid", "dot", "eva"] if words else [3, 7, 8, 12, 20]
    labels = label_table([(users[u], day / 4) for u, day in zip(rng.integers(0, 4, n_labels), rng.integers(0, 360, n_labels))])
    happened = rng.integers(0, 360, n_events) / 4
    delay = rng.choice([0, 0.25, 1, 10], size=n_events)
    events = event_table(
        [(users[u], day, day + late, float(a)) for u, day, late, a in zip(rng.integers(1, 5, n_events), happened, delay, rng.normal(20, 9, n_events))]
    )
    return labels.set_axis(rng.permutation(n_labels) + 50, axis=0), events


def table(got, labels):
    """The values (n, 4) after a check of the form."""
    expect(isinstance(got, pd.DataFrame), "point_in_time_features should return a DataFrame.", got=got)
    same(list(got.columns), COLUMNS, what="the columns")
    same(len(got), len(labels), what="the number of rows")
    same(list(got.index), list(labels.index), what="the index")
    expect(got["n_events"].dtype.kind in "iu", "n_events should be an integer column.", got=str(got["n_events"].dtype), expected="int64")
    return got.to_numpy(dtype=float)


def compare(candidate, labels, events, window_days=30, columns=COLUMNS):
    got = table(candidate.point_in_time_features(labels, events, window_days=window_days), labels)
    wanted = oracle(labels, events, window_days)
    for name in columns:
        place = COLUMNS.index(name)
        close(got[:, place], wanted[:, place], what=f'result["{name}"]')


@check("a small table comes out right", is_shown=True)
def small(candidate, rng):
    """The features of a small table are off: three events of one user, one of them recorded late, one too old for the window."""
    labels = label_table([("ann", 50), ("ann", 61), ("bob", 50)])
    events = event_table([("ann", 48, 60, 7.0), ("ann", 45.5, 45.5, 5.0), ("ann", 2, 2, 100.0)])
    got = table(candidate.point_in_time_features(labels, events, window_days=30), labels)
    close(got, [[1, 5.0, 5.0, 4.5], [2, 12.0, 7.0, 13.0], [0, 0.0, np.nan, np.nan]], what="the features")


@check("an event counts only once it is recorded")
def recorded_later(candidate, rng):
    """An event entered the features before it was recorded: it had happened, but nobody knew of it at as_of. Compare recorded_at, not happened_at, with as_of."""
    labels = label_table([(1, 10), (1, 20), (1, 30)])
    late = float(rng.uniform(20, 90))
    events = event_table([(1, 4, 5, 3.0), (1, 8, 12, late), (1, 9, 25, 2 * late), (1, 40, 41, 5 * late)])
    compare(candidate, labels, events)


@check("recorded at that very moment is too late")
def the_moment(candidate, rng):
    """An event recorded exactly at as_of was used: known means recorded strictly before. Otherwise the outcome itself, logged at that moment, enters its own features."""
    labels = label_table([(1, 10), (1, 10 + 1 / 86_400)])
    compare(candidate, labels, event_table([(1, 10, 10, 4.0), (1, 9, 10, 2.0), (1, 8, 8, 1.0)]), columns=RECENT)


@check("the window goes by when it happened")
def window_by_time_of_event(candidate, rng):
    """An event that happened before the window but was recorded within it was counted: recorded_at decides whether it is known, happened_at whether it is recent."""
    compare(candidate, label_table([(1, 40), (1, 80)]), event_table([(1, 9, 20, 4.0), (1, 15, 16, 2.0), (1, 49, 51, 8.0)]), columns=RECENT)


@check("the window includes its first moment")
def window_start(candidate, rng):
    """An event that happened exactly window_days before as_of belongs to the window, one a second earlier does not."""
    labels = label_table([(1, 40)])
    for window in (30, 7, 0.5):
        start = 40 - window
        events = event_table([(1, start, start, 4.0), (1, start - 1 / 86_400, start, 2.0), (1, start + 1 / 86_400, start + 0.1, 1.0)])
        compare(candidate, labels, events, window, RECENT)


@check("events before the window are not counted")
def old_events(candidate, rng):
    """n_events and total must leave out what happened before the window."""
    events = event_table([(1, day, day, float(day)) for day in (1, 5, 30, 39)])
    for window in (30, 12, 3):
        compare(candidate, label_table([(1, 40), (1, 6)]), events, window, RECENT)


@check("the last event may be older than the window")
def last_before_window(candidate, rng):
    """last_amount and days_since_last look at all known events; here the last one lies before the window, and it was left out."""
    compare(candidate, label_table([(1, 80), (1, 200)]), event_table([(1, 10, 10, 4.0), (1, 20, 22, 6.0)]), 7, LAST)


@check("the last event is the last to have happened")
def last_event(candidate, rng):
    """The wrong event was taken as the last one: it is the known event with the latest happened_at, wherever it stands and whenever it was recorded; of equal ones the lowest in the table."""
    labels = label_table([(1, 40), (1, 14)])
    compare(candidate, labels, event_table([(1, 12, 12, 1.0), (1, 10, 13, 2.0), (1, 6, 6, 3.0), (1, 11, 30, 4.0)]), columns=LAST)
    compare(candidate, labels, event_table([(1, 12, 13, 1.0), (1, 12, 12.5, 2.0), (1, 12, 12.75, 3.0), (1, 3, 3, 4.0)]), columns=LAST)
    compare(candidate, labels, many_ties(rng), columns=LAST)


def many_ties(rng):
    """Sixty events of one user at three moments: only a stable sort keeps their order."""
    return event_table([(1, day, day + 0.5, float(i)) for i, day in enumerate(rng.choice([8, 10, 12], size=60))])


@check("days are counted in fractions")
def fractions(candidate, rng):
    """days_since_last was cut to whole days: divide the difference by one day instead of taking its .days."""
    events = event_table([(1, 1.25, 1.5, 3.0)])
    compare(candidate, label_table([(1, 2), (1, 9.5), (1, 1.5 + 1 / 86_400)]), events, columns=LAST)


@check("without an event there are zeros and NaN")
def no_event(candidate, rng):
    """A label row without a known event must stay, with n_events 0, total 0.0, and NaN for the last event: 0 would say that an event of amount 0 was just seen."""
    labels = label_table([("new", 10), ("ann", 2), ("ann", 10), ("ann", 60)])
    compare(candidate, labels, event_table([("ann", 5, 5, 3.0), ("bob", 1, 1, 9.0)]))


@check("every label row gets its own row")
def rows(candidate, rng):
    """The rows do not follow the label table: same number, same order, same index, also with repeated label rows and repeated index labels."""
    events = event_table([(1, 5, 5, 3.0), (1, 7, 7, 2.0), (2, 6, 8, 4.0)])
    rows = [(2, 20), (1, 9), (1, 9), (1, 6), (2, 7), (1, 9)]
    compare(candidate, label_table(rows, index=[4, 0, 1, 5, 3, 2]), events)
    compare(candidate, label_table(rows, index=["x", "x", "y", "x", "z", "z"]), events)


@check("users are kept apart")
def users(candidate, rng):
    """Events of one user entered the features of another; user ids may be integers or strings."""
    for words in (False, True):
        labels, events = data(rng, 12, 25, words=words)
        compare(candidate, labels, events, 25)


@check("random tables agree with a slow computation")
def random_tables(candidate, rng):
    """On random tables the features differ from a plain double loop over label rows and events."""
    for n_labels, n_events, window in [(10, 40, 30), (25, 8, 10), (1, 30, 60), (6, 60, 1)]:
        labels, events = data(rng, n_labels, n_events)
        compare(candidate, labels, events, window)


@check("the default window is thirty days")
def default_window(candidate, rng):
    """Called without window_days, the window should be 30 days long."""
    labels, events = label_table([(1, 40)]), event_table([(1, 10, 11, 3.0), (1, 9.9, 10, 5.0), (1, 20, 20, 7.0)])
    close(table(candidate.point_in_time_features(labels, events), labels), oracle(labels, events, 30), what="the features")


@check("whole amounts and any event index")
def kinds(candidate, rng):
    """Integer or negative amounts, or an event table with an unusual index, gave other features."""
    labels, events = data(rng, 10, 30)
    whole = events.assign(amount=rng.integers(-9, 9, size=30))
    compare(candidate, labels, whole.set_axis(rng.permutation(30), axis=0))
    compare(candidate, labels, whole.set_axis([5] * 30, axis=0))


@check("either table may be empty")
def empty(candidate, rng):
    """A table without rows is legal: without events there are zeros and NaN, without labels an empty result with the four columns."""
    labels, events = data(rng, 6, 10)
    compare(candidate, labels, events.iloc[:0])
    compare(candidate, labels.iloc[:0], events)
    compare(candidate, labels.iloc[:0], events.iloc[:0])


@check("the inputs are left alone")
def inputs_untouched(candidate, rng):
    """The caller's labels or events changed: a column was added, or the rows were sorted in place."""
    labels, events = data(rng, 8, 20)
    compare(candidate, labels, events, 20)


@probe
def outputs(candidate, rng):
    def parts(labels, events, *window):
        got = candidate.point_in_time_features(labels, events, *window)
        whole = got["n_events"].dtype.kind
        return [list(map(str, got.index)), list(got.columns), whole, got.to_numpy(dtype=float)]

    for n_labels, n_events, window in [(10, 40, 30), (30, 8, 10), (1, 30, 60), (8, 60, 0.5), (5, 0, 30), (0, 5, 30), (0, 0, 3)]:
        for words in (False, True):
            labels, events = data(rng, n_labels, n_events, words=words)
            yield lambda: parts(labels, events, window)
    labels, events = data(rng, 12, 60)
    yield lambda: parts(labels, events)
    yield lambda: parts(label_table([(1, 40)]), event_table([(1, 10, 11, 3.0), (1, 9.9, 10, 5.0), (1, 20, 20, 7.0)]))
    yield lambda: parts(label_table([(1, 40), (1, 11.5)]), many_ties(rng))
    yield lambda: parts(labels.iloc[[0, 0, 3, 3, 1]], events.assign(amount=np.arange(60)).set_axis([1] * 60, axis=0))
    edge = label_table([(1, 40), (1, 40 + 1 / 86_400), (1, 200), (2, 40)])
    yield lambda: parts(edge, event_table([(1, 10, 10, 4.0), (1, 10 - 1 / 86_400, 11, 2.0), (1, 38, 40, 1.0), (1, 30, 31, 7.0), (1, 30, 30.5, 5.0)]))
    yield lambda: parts(edge, event_table([(1, 33.3, 34, 2.0), (1, 33.3, 33.9, 6.0), (2, 40, 40, 6.0), (2, 35, 39, 8.0), (2, 36, 37, 9.0)]), 5)


@workload("events", sizes=(4_000, 16_000, 64_000), why_slow="filtering the whole event table once per label row costs labels times events; join by user first, or sort once, so that a label row meets only its own user's events")
def growing(candidate, rng, n):
    n_users = n // 20
    labels = pd.DataFrame({"user_id": rng.integers(0, n_users, n // 5), "as_of": START + pd.to_timedelta(rng.integers(0, 90 * 24, n // 5), unit="h")})
    happened = START + pd.to_timedelta(rng.integers(0, 90 * 24, n), unit="h")
    events = pd.DataFrame(
        {
            "user_id": rng.integers(0, n_users, n),
            "happened_at": happened,
            "recorded_at": happened + pd.to_timedelta(rng.integers(0, 72, n), unit="h"),
            "amount": rng.normal(size=n),
        }
    )
    return lambda: candidate.point_in_time_features(labels, events)
