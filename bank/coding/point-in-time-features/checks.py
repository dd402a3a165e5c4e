import numpy as np
import pandas as pd

from hotseat.judge.checks import check, close, expect, probe, same, workload

COLUMNS = ["n_events", "total", "last_amount", "days_since_last"]
RECENT, LAST = slice(0, 2), slice(2, 4)
SECOND = 1 / 86_400  # in days
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
    """Timestamps so many days after the start."""
    seconds = np.round(np.asarray(days, dtype=float) * 86_400).astype("timedelta64[s]")
    return START.to_datetime64().astype("datetime64[ns]") + seconds


def label_table(rows, index=None):
    """rows: (user, day of as_of)."""
    users, days = zip(*rows)
    return pd.DataFrame({"user_id": users, "as_of": at(days)}, index=index)


def event_table(rows):
    """rows: (user, day it happened, day it was recorded, amount)."""
    users, happened, recorded, amounts = zip(*rows)
    return pd.DataFrame({"user_id": users, "happened_at": at(happened), "recorded_at": at(recorded), "amount": amounts})


def data(rng, n_labels, n_events, *, words=False):
    """Random tables on a grid of six hours, so that equal times occur; rows shuffled, some users without events or labels."""
    users = np.array(["ann", "bob", "cid", "dot", "eva"], dtype=object) if words else np.array([3, 7, 8, 12, 20])
    callers, times = users[rng.integers(0, 4, n_labels)], at(rng.integers(0, 360, n_labels) / 4)
    happened = rng.integers(0, 360, n_events) / 4
    recorded = happened + rng.choice([0, 0.25, 1, 10], size=n_events)
    owners, amounts = users[rng.integers(1, 5, n_events)], rng.normal(20, 9, n_events)
    labels = pd.DataFrame({"user_id": callers, "as_of": times}, index=rng.permutation(n_labels) + 50)
    return labels, pd.DataFrame({"user_id": owners, "happened_at": at(happened), "recorded_at": at(recorded), "amount": amounts})


def table(got, labels):
    """The values (n, 4) after a check of the form."""
    expect(isinstance(got, pd.DataFrame), "point_in_time_features should return a DataFrame.", got=got)
    expect(list(got.columns) == COLUMNS, "The result should have the four columns of the prompt, in that order.", got=list(got.columns), expected=COLUMNS)
    expect(len(got) == len(labels), "The result should have one row per label row, those without a known event and repeated ones too.", got=f"{len(got)} rows", expected=f"{len(labels)} rows")
    same(list(got.index), list(labels.index), what="the index", because="The result should have the index of labels, in the same order.")
    expect(got["n_events"].dtype.kind in "iu", "n_events should be an integer column.", got=str(got["n_events"].dtype), expected="int64")
    return got.to_numpy(dtype=float)


class Compared:
    """The features of one call and those of the oracle."""

    def __init__(self, candidate, labels, events, *window):
        self.users = labels["user_id"].to_numpy()
        self.got = table(candidate.point_in_time_features(labels, events, *window), labels)
        self.wanted = oracle(labels, events, *window)

    def on(self, *users, columns=slice(0, 4), because=None):
        """The rows of these users agree (all rows if none is named)."""
        rows = np.isin(self.users, users) if users else slice(None)
        for name in COLUMNS[columns]:
            place = COLUMNS.index(name)
            close(self.got[rows, place], self.wanted[rows, place], what=f'result["{name}"]', because=because)


@check("a small table comes out right", is_shown=True)
def small(candidate, rng):
    """The features of a small table are off: three events of one user, one of them recorded late, one too old for the window."""
    labels = label_table([("ann", 50), ("ann", 61), ("bob", 50)])
    events = event_table([("ann", 48, 60, 7.0), ("ann", 45.5, 45.5, 5.0), ("ann", 2, 2, 100.0)])
    got = table(candidate.point_in_time_features(labels, events, 30), labels)
    close(got, [[1, 5.0, 5.0, 4.5], [2, 12.0, 7.0, 13.0], [0, 0.0, np.nan, np.nan]], what="the features")


@check("an event counts only once it is recorded")
def known(candidate, rng):
    """An event entered the features before it was recorded: it had happened, but nobody knew of it at as_of. Compare recorded_at, not happened_at, with as_of."""
    late = float(rng.uniform(20, 90))
    labels = label_table([(1, 10), (2, 10), (1, 20), (1, 30), (2, 10 + SECOND)])
    events = event_table(
        [(2, 10, 10, 4.0), (1, 4, 5, 3.0), (1, 8, 12, late), (1, 9, 25, 2 * late), (1, 40, 41, 5 * late), (2, 9, 10, 2.0), (2, 8, 8, 1.0)]
    )
    found = Compared(candidate, labels, events, 30)
    found.on(1)
    found.on(
        2,
        because="An event recorded exactly at as_of was used: known means recorded strictly before. Otherwise the outcome itself, logged at that moment, enters its own features.",
    )


@check("the window goes by when it happened")
def window(candidate, rng):
    """n_events and total are off where known events happened before the window: happened_at, not recorded_at, decides whether an event is recent, and only recent ones count."""
    days = int(rng.integers(9, 16))
    start = 40 - days
    labels = label_table([(1, 40), (2, 40), (1, 80), (3, 6), (3, 40)])
    events = event_table(
        [(1, start - 1, start + 1, 4.0), (1, 35, 36, 2.0), (1, 78 - days, 79, 8.0), (1, 79, 79.5, 16.0)]
        + [(2, start, start, 4.0), (2, start - SECOND, start, 2.0), (2, start + SECOND, start + 0.1, 1.0)]
        + [(3, day, day, float(day)) for day in (1, 5, 23, 39)]
    )
    found = Compared(candidate, labels, events, days)
    found.on(1, 3, columns=RECENT)
    found.on(
        2,
        columns=RECENT,
        because="An event that happened exactly window_days before as_of belongs to the window, one a second earlier does not.",
    )


@check("the last event is the last to have happened")
def last_event(candidate, rng):
    """The wrong event was taken as the last one: it is the known event with the latest happened_at, wherever it stands and whenever it was recorded; of equal ones the lowest in the table."""
    labels = label_table([(1, 80), (2, 40), (2, 14), (3, 40), (3, 14), (4, 40), (4, 11.5), (5, 2), (5, 9.5), (5, 1.5 + SECOND), (1, 200)])
    events = event_table(
        [(2, 12, 12, 1.0), (2, 10, 13, 2.0), (2, 6, 6, 3.0), (2, 11, 30, 4.0), (5, 1.25, 1.5, 3.0)]
        + [(3, 12, 13, 3.0), (3, 12, 12.5, 1.0), (3, 12, 12.75, 2.0), (3, 3, 3, 4.0), (1, 10, 10, 4.0), (1, 20, 22, 6.0)]
        + many_ties(rng, 4)
    )
    found = Compared(candidate, labels, events, 7)
    found.on(
        1,
        columns=LAST,
        because="last_amount and days_since_last look at all known events; here the last one lies before the window, and it was left out.",
    )
    found.on(2, 3, 4, columns=slice(2, 3))
    found.on(
        columns=LAST,
        because="days_since_last is off: the time from happened_at of the last event to as_of, in days with fractions. Divide the difference by one day instead of taking its .days.",
    )


def many_ties(rng, user):
    """Sixty events of one user at three moments: only a stable sort keeps their order."""
    return [(user, day, day + 0.5, float(amount)) for day, amount in zip(rng.choice([8, 10, 12], size=60), rng.permutation(60))]


@check("every label row gets its own row")
def rows(candidate, rng):
    """The features do not follow the label rows: repeated rows each get all of their events, whatever the index."""
    labels = label_table([("bob", 40), ("ann", 9), ("new", 10), ("ann", 9), ("ann", 2), ("ann", 6), ("bob", 7), ("ann", 9)], index=list("xxyxzzwx"))
    events = event_table([("ann", 5, 5, 3.0), ("cid", 1, 1, 9.0), ("ann", 7, 7, 2.0), ("bob", 10, 11, 4.0), ("bob", 9.9, 10, 5.0), ("bob", 20, 20, 7.0)])
    found = Compared(candidate, labels, events)
    found.on("ann")
    found.on("new", because="A label row without a known event has n_events 0, total 0.0, and NaN for the last event: 0 would say that an event of amount 0 was just seen.")
    found.on("bob", because="Called without window_days, the window should be 30 days long.")


@check("random tables agree with a slow computation")
def random_tables(candidate, rng):
    """On random tables (whole amounts, some negative, event table with an unusual index) the features differ from a plain double loop over label rows and events."""
    labels, events = data(rng, 20, 50, words=bool(rng.integers(2)))
    whole = events.assign(amount=rng.integers(-9, 9, size=50)).set_axis(rng.integers(0, 20, size=50), axis=0)
    Compared(candidate, labels, whole, 25).on()


@check("either table may be empty")
def empty(candidate, rng):
    """A table without rows is legal: without events there are zeros and NaN, without labels an empty result with the four columns."""
    labels, events = data(rng, 6, 10)
    Compared(candidate, labels, events.iloc[:0], 30).on()
    Compared(candidate, labels.iloc[:0], events, 30).on()


@probe
def outputs(candidate, rng):
    def parts(labels, events, *window):
        got = candidate.point_in_time_features(labels, events, *window)
        whole = got["n_events"].dtype.kind in "iu"
        return [list(map(str, got.index)), list(got.columns), whole, got.to_numpy(dtype=float)]

    for n_labels, n_events, days, words in [(10, 40, 30, True), (30, 8, 10, False), (8, 60, 1, True), (5, 0, 30, False), (0, 5, 30, True), (0, 0, 3, False)]:
        labels, events = data(rng, n_labels, n_events, words=words)
        yield lambda: parts(labels, events, days)
    labels, events = data(rng, 12, 60)
    yield lambda: parts(labels, events)
    yield lambda: parts(label_table([(1, 40)]), event_table([(1, 10, 11, 3.0), (1, 9.9, 10, 5.0), (1, 20, 20, 7.0)]))
    yield lambda: parts(label_table([(1, 40), (1, 11.5)]), event_table(many_ties(rng, 1)))
    yield lambda: parts(labels.iloc[[0, 0, 3, 3, 1]], events.assign(amount=np.arange(60)).set_axis([1] * 60, axis=0))
    edge = label_table([(1, 40), (1, 40 + SECOND), (1, 200), (2, 40)])
    yield lambda: parts(edge, event_table([(1, 10, 10, 4.0), (1, 10 - SECOND, 11, 2.0), (1, 38, 40, 1.0), (1, 30, 31, 7.0), (1, 30, 30.5, 5.0)]))
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
