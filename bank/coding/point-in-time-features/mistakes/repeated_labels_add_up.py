"""Grouping label rows by what they hold (user and as_of, or the index) instead of one by one: rows that are equal there become one group and get each other's events. Number the label rows and group by that."""

import numpy as np
import pandas as pd


def point_in_time_features(labels, events, window_days=30):
    n = len(labels)
    left = pd.DataFrame({"user_id": labels["user_id"].to_numpy(), "as_of": labels["as_of"].to_numpy(), "row": labels.reset_index(drop=True).groupby(["user_id", "as_of"]).ngroup().to_numpy()})
    right = events.reset_index(drop=True).assign(place=np.arange(len(events)))
    pairs = left.merge(right, on="user_id")
    known = pairs[pairs["recorded_at"] < pairs["as_of"]]
    recent = known[known["happened_at"] >= known["as_of"] - pd.Timedelta(days=window_days)]

    rows = recent["row"].to_numpy()
    result = pd.DataFrame(
        {
            "n_events": np.bincount(rows, minlength=n),
            "total": np.bincount(rows, weights=recent["amount"].to_numpy(dtype=float), minlength=n),
        }
    )
    last = known.sort_values(["happened_at", "place"]).drop_duplicates("row", keep="last").set_index("row")
    days = (last["as_of"] - last["happened_at"]) / pd.Timedelta(days=1)
    result["last_amount"] = last["amount"].astype(float).reindex(result.index)
    result["days_since_last"] = days.astype(float).reindex(result.index)
    return result.iloc[left["row"]].set_index(labels.index)
