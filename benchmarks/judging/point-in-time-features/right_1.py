import numpy as np
import pandas as pd


def point_in_time_features(labels, events, window_days=30):
    """Dictionary of users, and a plain pass over each user's events per label."""
    by_user = {}
    for user, happened, recorded, amount in zip(
        events["user_id"].tolist(), events["happened_at"].tolist(), events["recorded_at"].tolist(), events["amount"].tolist()
    ):
        by_user.setdefault(user, []).append((happened, recorded, amount))

    window = pd.Timedelta(days=window_days)
    counts, totals, lasts, ages = [], [], [], []
    for user, as_of in zip(labels["user_id"].tolist(), labels["as_of"].tolist()):
        count, total = 0, 0.0
        last_time, last_amount = None, np.nan
        start = as_of - window
        for happened, recorded, amount in by_user.get(user, ()):
            if not recorded < as_of:
                continue
            if happened >= start:
                count += 1
                total += amount
            if last_time is None or happened >= last_time:
                last_time, last_amount = happened, amount
        counts.append(count)
        totals.append(total)
        lasts.append(last_amount)
        ages.append(np.nan if last_time is None else (as_of - last_time) / pd.Timedelta(days=1))
    return pd.DataFrame(
        {
            "n_events": np.array(counts, dtype=np.int64),
            "total": np.array(totals, dtype=np.float64),
            "last_amount": np.array(lasts, dtype=np.float64),
            "days_since_last": np.array(ages, dtype=np.float64),
        },
        index=labels.index,
    )
