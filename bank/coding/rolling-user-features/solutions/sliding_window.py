"""One pass over the events in order of time; each user has a queue of the events in the window and their sum."""

from collections import defaultdict, deque
from itertools import groupby
from math import nan

import numpy as np
import pandas as pd


def rolling_user_features(events, days=7):
    window = round(days * 86_400_000_000_000)
    times = events["timestamp"].astype("datetime64[ns]").astype("int64").tolist()
    users, amounts = events["user_id"].tolist(), events["amount"].astype(float).tolist()
    queues, sums = defaultdict(deque), defaultdict(float)
    rows = [None] * len(events)

    for now, group in groupby(sorted(range(len(times)), key=times.__getitem__), key=times.__getitem__):
        places = list(group)  # everything at this time is described before any of it is remembered
        for i in places:
            queue = queues[users[i]]
            while queue and queue[0][0] < now - window:
                sums[users[i]] -= queue.popleft()[1]
            if not queue:
                sums[users[i]] = 0.0
                rows[i] = (0, 0.0, nan, nan)
            else:
                total = sums[users[i]]
                rows[i] = (len(queue), total, total / len(queue), (now - queue[-1][0]) / 86_400_000_000_000)
        for i in places:
            queues[users[i]].append((now, amounts[i]))
            sums[users[i]] += amounts[i]

    names = ["n_events", "amount_sum", "amount_mean", "days_since_last"]
    table = np.array(rows, dtype=float).reshape(-1, 4)
    result = pd.DataFrame(table, index=events.index, columns=names)
    return result.astype({"n_events": "int64"})
