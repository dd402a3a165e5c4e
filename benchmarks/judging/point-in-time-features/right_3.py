import numpy as np
import pandas as pd

DAY = 86_400 * 10**9


def _ns(column):
    stamps = pd.DatetimeIndex(pd.to_datetime(column))
    if stamps.tz is not None:
        stamps = stamps.tz_convert("UTC").tz_localize(None)
    return stamps.as_unit("ns").asi8


def point_in_time_features(labels, events, window_days=30):
    """Integer nanoseconds; per user one boolean matrix of label rows by events."""
    n = len(labels)
    result = {
        "n_events": np.zeros(n, dtype=np.int64),
        "total": np.zeros(n),
        "last_amount": np.full(n, np.nan),
        "days_since_last": np.full(n, np.nan),
    }
    if n and len(events):
        as_of, happened, recorded = _ns(labels["as_of"]), _ns(events["happened_at"]), _ns(events["recorded_at"])
        amount = events["amount"].to_numpy(dtype=np.float64)
        # stable: events of one moment stay in table order
        order = np.argsort(happened, kind="stable")
        users = events["user_id"].to_numpy(dtype=object)[order]
        happened, recorded, amount = happened[order], recorded[order], amount[order]
        event_rows = pd.Series(np.arange(len(users))).groupby(users, sort=False).indices
        label_rows = pd.Series(np.arange(n)).groupby(labels["user_id"].to_numpy(dtype=object), sort=False).indices
        for user, rows in label_rows.items():
            if user not in event_rows:
                continue
            e = event_rows[user]
            for part in np.array_split(rows, 1 + len(rows) * len(e) // 1_000_000):
                t = as_of[part][:, None]
                known = recorded[e][None, :] < t
                recent = known & (happened[e][None, :] >= t - window_days * DAY)
                result["n_events"][part] = recent.sum(axis=1)
                result["total"][part] = np.where(recent, amount[e][None, :], 0.0).sum(axis=1)
                last = known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
                some = known.any(axis=1)
                chosen = e[last[some]]
                result["last_amount"][part[some]] = amount[chosen]
                result["days_since_last"][part[some]] = (as_of[part[some]] - happened[chosen]) / DAY
    return pd.DataFrame(result, index=labels.index)
