import numpy as np
import pandas as pd


def point_in_time_features(labels, events, window_days=30):
    """One row per label row: n_events, total, last_amount, days_since_last.

    labels: user_id, as_of. events: user_id, happened_at, recorded_at, amount.
    """
    return pd.DataFrame(
        {"n_events": 0, "total": 0.0, "last_amount": np.nan, "days_since_last": np.nan}, index=labels.index
    )
