import numpy as np
import pandas as pd


def point_in_time_features(labels, events, window_days=30):
    """Join on the user, filter, aggregate per row number."""
    n = len(labels)
    out = pd.DataFrame({"n_events": np.zeros(n, dtype="int64"), "total": 0.0, "last_amount": np.nan, "days_since_last": np.nan})
    if n and len(events):
        left = pd.DataFrame({"user_id": labels["user_id"].array, "as_of": labels["as_of"].array, "row": np.arange(n)})
        right = events[["user_id", "happened_at", "recorded_at", "amount"]].copy()
        right["position"] = np.arange(len(right))
        known = left.merge(right, on="user_id", how="inner")
        known = known[known["recorded_at"] < known["as_of"]]
        recent = known[known["happened_at"] >= known["as_of"] - pd.Timedelta(days=window_days)]
        sums = recent.groupby("row")["amount"].agg(["size", "sum"])
        out.loc[sums.index, "n_events"] = sums["size"]
        out.loc[sums.index, "total"] = sums["sum"].astype("float64")
        last = known.sort_values(["row", "happened_at", "position"]).drop_duplicates("row", keep="last").set_index("row")
        out.loc[last.index, "last_amount"] = last["amount"].astype("float64")
        out.loc[last.index, "days_since_last"] = (last["as_of"] - last["happened_at"]) / pd.Timedelta(days=1)
    out.index = labels.index
    return out
