import numpy as np
import pandas as pd


def point_in_time_features(labels, events, window_days=30):
    groups = {user: g for user, g in events.groupby("user_id")} if len(events) else {}
    window = pd.Timedelta(days=window_days)
    rows = []
    for user, as_of in zip(labels["user_id"], labels["as_of"]):
        row = [0, 0.0, np.nan, np.nan]
        if user in groups:
            g = groups[user]
            known = g[g["recorded_at"] < as_of]
            recent = known[known["happened_at"] > as_of - window]
            row[0] = len(recent)
            row[1] = float(recent["amount"].sum())
            if len(known):
                last = known.sort_values("happened_at", kind="stable").iloc[-1]
                row[2] = float(last["amount"])
                row[3] = (as_of - last["happened_at"]) / pd.Timedelta(days=1)
        rows.append(row)
    out = pd.DataFrame(rows, columns=["n_events", "total", "last_amount", "days_since_last"], index=labels.index)
    return out.astype({"n_events": "int64", "total": "float64", "last_amount": "float64", "days_since_last": "float64"})
