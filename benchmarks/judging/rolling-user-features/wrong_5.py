from bisect import bisect_left
from collections import defaultdict
from math import fsum, nan

import pandas as pd


def rolling_user_features(events, days=7):
    """Plain Python: the events of each user in a sorted list, windows by bisection."""
    # nanoseconds since 1970
    times = events["timestamp"].astype("int64").tolist()
    width = int(round(days * 86_400_000_000_000))
    amounts = [float(a) for a in events["amount"].tolist()]
    by_user = defaultdict(list)
    for position, user in enumerate(events["user_id"].tolist()):
        by_user[user].append(position)
    n_events, sums, means, since = ([None] * len(times) for _ in range(4))
    for positions in by_user.values():
        positions.sort(key=times.__getitem__)
        t = [times[p] for p in positions]
        a = [amounts[p] for p in positions]
        for p in positions:
            lo, hi = bisect_left(t, times[p] - width), bisect_left(t, times[p])
            k = hi - lo
            n_events[p] = k
            sums[p] = fsum(a[lo:hi])
            means[p] = sums[p] / k if k else nan
            since[p] = (times[p] - t[hi - 1]) / 86_400_000_000_000 if k else nan
    result = pd.DataFrame(
        {"n_events": n_events, "amount_sum": sums, "amount_mean": means, "days_since_last": since}, index=events.index
    )
    return result.astype({"n_events": "int64", "amount_sum": float, "amount_mean": float, "days_since_last": float})
