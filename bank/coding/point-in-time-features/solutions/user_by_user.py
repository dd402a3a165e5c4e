"""User by user in NumPy: the user's label rows against the user's events, sorted by time, as boolean matrices."""

import numpy as np
import pandas as pd


def places_of(users):
    """For each user the positions that hold it, in order."""
    codes, names = pd.factorize(users)
    parts = np.split(np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes))[:-1])
    return dict(zip(names.tolist(), parts))


def point_in_time_features(labels, events, window_days=30):
    as_of = labels["as_of"].to_numpy().astype("datetime64[ns]")
    start = as_of - np.timedelta64(round(window_days * 86_400 * 10**9), "ns")
    happened = events["happened_at"].to_numpy().astype("datetime64[ns]")
    by_time = np.argsort(happened, kind="stable")
    happened = happened[by_time]
    recorded = events["recorded_at"].to_numpy().astype("datetime64[ns]")[by_time]
    amount = events["amount"].to_numpy(dtype=float)[by_time]
    events_of = places_of(events["user_id"].to_numpy()[by_time])

    n = len(labels)
    count, total, last = np.zeros(n, dtype=int), np.zeros(n), np.full(n, -1)
    for user, rows in places_of(labels["user_id"].to_numpy()).items():
        mine = events_of.get(user)
        if mine is None:
            continue
        known = recorded[mine] < as_of[rows, np.newaxis]  # (labels, events)
        recent = known & (happened[mine] >= start[rows, np.newaxis])
        count[rows] = recent.sum(axis=1)
        total[rows] = recent @ amount[mine]
        last[rows] = np.where(known, mine, -1).max(axis=1)  # a later place is a later event

    last_amount, days = np.full(n, np.nan), np.full(n, np.nan)
    has_any = last >= 0
    last_amount[has_any] = amount[last[has_any]]
    days[has_any] = (as_of[has_any] - happened[last[has_any]]) / np.timedelta64(1, "D")
    columns = {"n_events": count, "total": total, "last_amount": last_amount, "days_since_last": days}
    return pd.DataFrame(columns, index=labels.index)
