"""By SciPy's z-scores along each row."""


def answer(facts):
    """Scale and shift the z-scores of the asked row."""
    import numpy as np
    from scipy.stats import zscore

    scores = zscore(np.array(facts["table"], dtype=float)[facts["asked"]], ddof=0)
    return scores * np.array(facts["gamma"]) + np.array(facts["beta"])
