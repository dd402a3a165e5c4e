import numpy as np
import pandas as pd

COLUMNS = ["n_events", "amount_sum", "amount_mean", "days_since_last"]


def _window_in_ticks(times, days):
    """int64 ticks of the column, nanoseconds per tick, the window in whole ticks (rounded down)."""
    values = times.to_numpy()
    unit = np.datetime_data(values.dtype)[0]
    per_tick = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}[unit]
    window = pd.Timedelta(days=days).to_timedelta64()
    size = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}[np.datetime_data(window.dtype)[0]]
    return values.astype("int64"), per_tick, int(window.astype("int64")) * size // per_tick


def rolling_user_features(events, days=7):
    n = len(events)
    count = np.zeros(n, dtype=np.int64)
    total = np.zeros(n)
    mean = np.full(n, np.nan)
    since = np.full(n, np.nan)
    if n:
        ticks, per_tick, width = _window_in_ticks(events["timestamp"], days)
        ticks = ticks - ticks.min()
        width = min(width, int(ticks.max()) + 1)
        amount = events["amount"].to_numpy().astype(np.longdouble)
        users = pd.factorize(events["user_id"])[0]
        order = np.lexsort((ticks, users))
        starts = np.flatnonzero(np.r_[True, np.diff(users[order]) != 0, True])
        for a, b in zip(starts[:-1], starts[1:]):
            rows = order[a:b]
            t = ticks[rows]
            prefix = np.r_[np.longdouble(0), np.cumsum(amount[rows])]
            lo = np.searchsorted(t, t - width, side="left")
            hi = np.searchsorted(t, t, side="left")
            some = hi > lo
            count[rows] = hi - lo
            total[rows] = np.where(some, prefix[hi] - prefix[lo], 0.0)
            mean[rows[some]] = total[rows[some]] / (hi - lo)[some]
            since[rows[some]] = (t[some] - t[hi[some] - 1]) * (per_tick / 86400e9)
    return pd.DataFrame(dict(zip(COLUMNS, (count, total, mean, since))), index=events.index, columns=COLUMNS)
