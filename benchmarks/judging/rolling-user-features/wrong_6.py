import pandas as pd


def rolling_user_features(events, days=7):
    window = pd.Timedelta(days=days)
    rows = [None] * len(events)
    work = events.reset_index(drop=True)
    for _, mine in work.groupby("user_id"):
        mine = mine.sort_values("timestamp")
        for position, event in mine.iterrows():
            now = event["timestamp"]
            in_window = mine[(mine["timestamp"] >= now - window) & (mine["timestamp"] < now)]
            if len(in_window):
                last = (now - in_window["timestamp"].iloc[-1]) / pd.Timedelta(days=1)
                rows[position] = (len(in_window), float(in_window["amount"].sum()), float(in_window["amount"].mean()), float(last))
            else:
                rows[position] = (0, 0.0, float("nan"), float("nan"))
    return pd.DataFrame(rows, index=events.index, columns=["n_events", "amount_sum", "amount_mean", "days_since_last"])
