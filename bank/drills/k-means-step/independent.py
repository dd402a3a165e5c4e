"""By SciPy's k-means, one iteration from the given centroids."""

import numpy as np


def answer(facts):
    """The answer, another way."""
    from scipy.cluster.vq import kmeans2

    points, start = (np.array(facts[name], dtype=float) for name in ("points", "start"))
    return kmeans2(points, start, iter=1, minit="matrix")[0]
