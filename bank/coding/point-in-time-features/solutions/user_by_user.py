"""User by user in NumPy: the user's label rows against the user's events, sorted by time, as boolean matrices."""

import numpy as np
import pandas as pd


def point_in_time_features(labels, events, window_days=30):
    n = len(labels)
    count, total = np.zeros(n, dtype=int), np.zeros(n)
    last_amount, days = np.full(n, np.nan), np.full(n, np.nan)
    as_of = labels["as_of"].to_numpy().astype("datetime64[ns]")
    happened = events["happened_at"].to_numpy().astype("datetime64[ns]")
    recorded = events["recorded_at"].to_numpy().astype("datetime64[ns]")
    amount = events["amount"].to_numpy(dtype=float)
    by_time = np.argsort(happened, kind="stable")
    in_order = pd.Series(events["user_id"].to_numpy()[by_time])
    events_of = {user: by_time[places] for user, places in in_order.groupby(in_order).indices.items()}
    window = np.timedelta64(round(window_days * 86_400 * 10**9), "ns")

    for user, rows in labels.reset_index(drop=True).groupby("user_id").indices.items():
        mine = events_of.get(user)
        if mine is None:
            continue
        now = as_of[rows][:, np.newaxis]  # (labels, 1) against (events,)
        known = recorded[mine] < now
        recent = known & (happened[mine] >= now - window)
        count[rows] = recent.sum(axis=1)
        total[rows] = recent @ amount[mine]
        has_any = known.any(axis=1)
        latest = len(mine) - 1 - np.argmax(known[:, ::-1], axis=1)
        chosen = mine[latest[has_any]]
        last_amount[rows[has_any]] = amount[chosen]
        days[rows[has_any]] = (as_of[rows[has_any]] - happened[chosen]) / np.timedelta64(1, "D")
    columns = {"n_events": count, "total": total, "last_amount": last_amount, "days_since_last": days}
    return pd.DataFrame(columns, index=labels.index)
