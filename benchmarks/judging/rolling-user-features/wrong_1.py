from collections import defaultdict, deque

import pandas as pd


def rolling_user_features(events, days=7):
    window = pd.Timedelta(days=days)
    order = events["timestamp"].reset_index(drop=True).sort_values(kind="stable").index
    users = events["user_id"].tolist()
    times = events["timestamp"].tolist()
    amounts = events["amount"].astype(float).tolist()
    one_day = pd.Timedelta(days=1)
    open_windows = defaultdict(deque)
    rows = [None] * len(events)
    for position in order:
        queue, now = open_windows[users[position]], times[position]
        while queue and queue[0][0] < now - window:
            queue.popleft()
        if queue:
            total = sum(amount for _, amount in queue)
            rows[position] = (len(queue), float(total), total / len(queue), (now - queue[-1][0]) / one_day)
        else:
            rows[position] = (0, 0.0, float("nan"), float("nan"))
        queue.append((now, amounts[position]))
    return pd.DataFrame(rows, index=events.index, columns=["n_events", "amount_sum", "amount_mean", "days_since_last"])
