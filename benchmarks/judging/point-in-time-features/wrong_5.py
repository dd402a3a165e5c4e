import numpy as np
import pandas as pd


def point_in_time_features(labels, events, window_days=30):
    columns = ["n_events", "total", "last_amount", "days_since_last"]
    result = pd.DataFrame({"n_events": 0, "total": 0.0, "last_amount": np.nan, "days_since_last": np.nan}, index=labels.index)
    if labels.empty or events.empty:
        return result.astype({"n_events": "int64", "total": "float64"})
    left = labels[["user_id", "as_of"]].copy()
    left["label_id"] = labels.index
    right = events.copy()
    right["pos"] = range(len(right))
    merged = left.merge(right, on="user_id")
    known = merged[merged["recorded_at"] < merged["as_of"]]
    recent = known[known["happened_at"] >= known["as_of"] - pd.Timedelta(days=window_days)]
    grouped = recent.groupby("label_id")["amount"]
    last = known.sort_values(["happened_at", "pos"]).groupby("label_id").tail(1).set_index("label_id")
    result["n_events"] = labels.index.map(grouped.size()).to_numpy()
    result["total"] = labels.index.map(grouped.sum()).to_numpy()
    result["last_amount"] = labels.index.map(last["amount"]).to_numpy()
    age = (last["as_of"] - last["happened_at"]) / pd.Timedelta(days=1)
    result["days_since_last"] = labels.index.map(age).to_numpy()
    result["n_events"] = result["n_events"].fillna(0).astype("int64")
    result["total"] = result["total"].fillna(0.0).astype("float64")
    result["last_amount"] = result["last_amount"].astype("float64")
    return result[columns]
