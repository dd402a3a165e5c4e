import pandas as pd


def rolling_user_features(events, days=7):
    """Features of each event from the same user's earlier events. Returns a DataFrame with the index of events."""
    window = pd.Timedelta(days=days)
    rows = []
    for _, event in events.iterrows():
        in_window = events[
            (events["user_id"] == event["user_id"])
            & (events["timestamp"] >= event["timestamp"] - window)
            & (events["timestamp"] < event["timestamp"])
        ]
        since_last = event["timestamp"] - in_window["timestamp"].max()
        rows.append(
            {
                "n_events": len(in_window),
                "amount_sum": float(in_window["amount"].sum()),
                "amount_mean": float(in_window["amount"].mean()),
                "days_since_last": float(since_last / pd.Timedelta(days=1)),
            }
        )
    return pd.DataFrame(rows, index=events.index, columns=["n_events", "amount_sum", "amount_mean", "days_since_last"])
