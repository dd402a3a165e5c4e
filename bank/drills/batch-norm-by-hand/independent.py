"""With scikit-learn's scaler, whose variance is the biased one."""


def answer(facts):
    """Scale and shift the standardised column."""
    import numpy as np
    from sklearn.preprocessing import StandardScaler

    scaled = StandardScaler().fit_transform(np.array(facts["table"], dtype=float))
    return scaled[:, facts["asked"]] * facts["gamma"] + facts["beta"]
