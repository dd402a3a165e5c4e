import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import cdist

from hotseat.judge.checks import array, check, clusters, expect, probe, same, workload


def oracle(X, eps, min_samples):
    """Labels and core indices straight from the definitions: connected components of the core rows, then the border rows."""
    near = cdist(X, X) <= eps
    core = np.flatnonzero(near.sum(axis=1) >= min_samples)
    labels = np.full(len(X), -1)
    if core.size:
        _, parts = connected_components(csr_matrix(near[np.ix_(core, core)]), directed=False)
        _, first, inverse = np.unique(parts, return_index=True, return_inverse=True)
        labels[core] = np.argsort(np.argsort(first))[inverse]
        reached = np.where(near[:, core], labels[core], len(X)).min(axis=1)
        border = (labels < 0) & (reached < len(X))
        labels[border] = reached[border]
    return labels, core


def agrees(candidate, X, because=None, **options):
    """labels_ and core_sample_indices_ equal the oracle's."""
    model = candidate.DBSCAN(**options)
    expect(model.fit(X) == model, "fit should return the model itself.")
    labels, core = oracle(np.asarray(X, dtype=float), **{"eps": 0.5, "min_samples": 5, **options})
    got = array(model.labels_, shape=(len(X),), kind="int", what="labels_")
    found = array(model.core_sample_indices_, shape=(None,), kind="int", what="core_sample_indices_")
    same(got, labels, what="labels_", because=because, picture=(lambda: clusters(X, got, labels)) if X.shape[1] == 2 else None)
    same(found, core, what="core_sample_indices_", because=because)
    expect(got.dtype.kind in "iu", "labels_ should hold integers.", got=got)


def shuffled(rng, X):
    """Rows in random order; with labels numbered by first core row the answer changes with it."""
    return X[rng.permutation(len(X))]


@check("dense groups and noise are told apart", is_shown=True)
def groups(candidate, rng):
    """Two dense groups and some lonely rows were labelled wrongly: groups get 0 and 1, rows without a core neighbour get -1."""
    X = np.concatenate([rng.uniform(-0.2, 0.2, size=(8, 2)), rng.uniform(-0.2, 0.2, size=(7, 2)) + 5, [[20.0, 20.0], [-20.0, 3.0]]])
    agrees(candidate, X, eps=1.0, min_samples=4)
    agrees(candidate, shuffled(rng, X), eps=1.0, min_samples=4)


@check("a row counts itself", is_shown=True)
def itself(candidate, rng):
    """A row is core if it has at least min_samples neighbours, itself included: the count is off by one."""
    X = np.array([0.0, 1.0, 10.0, 30.0, 31.0, 32.0, 50.0, 50.0, 60.0, 60.0, 60.0, 70.0, 70.0, 70.0, 70.0])[:, None]
    for minimum in (2, 3, 4):
        agrees(candidate, X, eps=1.0, min_samples=minimum)


@check("distances equal to eps count")
def boundary_distance(candidate, rng):
    """Rows exactly eps apart are neighbours: compare the Euclidean distance with <= (and squared distances with the square of eps)."""
    X = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0], [0.0, 6.0], [20.0, 0.0], [25.0, 0.0]])
    for scale, eps, minimum in [(1.0, 5, 3), (1.0, 4.5, 2), (0.125, 0.625, 2)]:
        agrees(candidate, X * scale, eps=eps, min_samples=minimum)


@check("border rows join a cluster")
def border_rows(candidate, rng):
    """A row that is not core but within eps of a core row belongs to its cluster, even if it comes first in X and looks like noise at first sight."""
    X = np.array([[0.0], [1.0], [1.5], [2.0], [3.0], [9.0]])
    X = np.concatenate([X, X[::-1] + 50])
    agrees(candidate, X, eps=1.0, min_samples=4)
    agrees(candidate, shuffled(rng, X), eps=1.0, min_samples=3)


@check("border rows pass nothing on")
def bridge(candidate, rng):
    """Two groups that only share a border row were joined, or rows beyond a border row were taken in: expand core rows only."""
    left, right = np.array([0.0, 0.125, 0.25, 0.375]), np.array([2.25, 2.375, 2.5, 2.625])
    X = np.concatenate([left, right, [1.3125], [3.5], [4.4]])[:, None]
    X = np.concatenate([X, X[::-1] + 50])
    agrees(candidate, X, eps=0.95, min_samples=4)
    agrees(candidate, shuffled(rng, X), eps=0.95, min_samples=4)


@check("a border row between two clusters joins the lower number")
def contested(candidate, rng):
    """A border row within eps of core rows of two clusters must join the cluster with the lower number, not the one that is found last or lies nearer."""
    left, right = np.array([0.0, 0.125, 0.25, 0.375]), np.array([2.25, 2.375, 2.5, 2.625])
    trios = [np.concatenate([left, right, [middle]]) for middle in (1.305, 1.3125, 1.32)]
    X = np.concatenate([part + 10 * place for place, part in enumerate([*trios, *(trio[::-1] for trio in trios)])])[:, None]
    agrees(candidate, X, eps=0.95, min_samples=4)
    agrees(candidate, shuffled(rng, X), eps=0.95, min_samples=4)


@check("clusters are numbered by their first core row")
def numbering(candidate, rng):
    """Clusters must be numbered 0, 1, 2, ... in the order in which their first core rows stand in X; a border row at the top opens no cluster."""
    groups = np.arange(16.0)[:, None] * 10 + np.array([0.0, 0.25, 0.5, 0.75, 1.25])
    agrees(candidate, shuffled(rng, groups.reshape(-1, 1)), eps=0.5, min_samples=3)
    X = np.array([[1.25], [10.0], [10.25], [10.5], [0.0], [0.25], [0.5], [0.75], [10.75]])
    agrees(candidate, X, eps=0.5, min_samples=3)


@check("a long chain is one cluster")
def chain(candidate, rng):
    """A chain of close rows is one cluster however long it is: follow neighbours of neighbours to the end, with a stack instead of recursion."""
    agrees(candidate, shuffled(rng, np.arange(40.0)[:, None]), eps=1.0, min_samples=2)
    model = candidate.DBSCAN(eps=1.0, min_samples=3).fit(np.arange(1040.0)[:, None])
    same(array(model.labels_, shape=(1040,), kind="int", what="labels_"), np.zeros(1040, dtype=int), what="labels_")
    same(array(model.core_sample_indices_, shape=(None,), what="core_sample_indices_"), np.arange(1, 1039), what="core_sample_indices_")


@check("random clouds agree with an independent implementation")
def clouds(candidate, rng):
    """Labels on a random cloud are off, with the defaults eps=0.5 and min_samples=5 or with others."""
    for n, d, eps, minimum in [(140, 2, 0.3, 4), (80, 1, 0.05, 3), (100, 3, 0.8, 6), (30, 2, 0.3, 1)]:
        agrees(candidate, rng.normal(size=(n, d)), eps=eps, min_samples=minimum)
    X = np.array([0.0, 0.25, 0.5, 0.5, 0.5, 5.0, 5.5, 5.75, 5.5, 6.25, *[20.0] * 5, *[29.0] * 4, 20.5, 20.625, 29.5])
    agrees(candidate, np.concatenate([X, rng.uniform(40, 50, size=50)])[:, None])


@check("awkward inputs work")
def awkward(candidate, rng):
    """A legal but awkward input failed: no rows, one row, integers, float32, Fortran order, a strided view or a second fit."""
    model = candidate.DBSCAN(eps=1.0, min_samples=1).fit(np.empty((0, 2)))
    array(model.labels_, shape=(0,), what="labels_ of no rows")
    array(model.core_sample_indices_, shape=(0,), what="core_sample_indices_ of no rows")
    agrees(candidate, np.array([[3.0, 4.0]]), eps=1.0, min_samples=1)
    whole = rng.integers(0, 12, size=(40, 2)) * 8
    for X in (whole.astype(np.uint8), np.asfortranarray(whole), np.repeat(whole, 2, axis=1).astype(np.float32)[:, ::2]):
        agrees(candidate, X, eps=8.0, min_samples=3)
    model = candidate.DBSCAN(eps=1.0, min_samples=2).fit(whole)
    model.fit(np.array([[0.0], [1.0], [5.0]]))
    same(model.labels_, [0, 0, -1], what="labels_ after a second fit", because="A second fit must start afresh.")
    same(model.core_sample_indices_, [0, 1], what="core_sample_indices_ after a second fit", because="A second fit must start afresh.")


def fitted(candidate, X, **options):
    model = candidate.DBSCAN(**options)
    is_model = model.fit(X) == model
    return [is_model, np.asarray(model.labels_), np.asarray(model.core_sample_indices_)]


@probe
def outputs(candidate, rng):
    X = np.concatenate([rng.uniform(-0.2, 0.2, size=(8, 2)), rng.uniform(-0.2, 0.2, size=(7, 2)) + 5, [[20.0, 20.0], [-20.0, 3.0]]])
    yield lambda: fitted(candidate, X, eps=1.0, min_samples=4)
    steps = np.array([[0.0], [1.0], [10.0], [30.0], [31.0], [32.0]])
    for minimum in (1, 2, 3, 4):
        yield lambda: fitted(candidate, steps, eps=1.0, min_samples=minimum)
    exact = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0], [0.0, 6.0], [20.0, 0.0], [25.0, 0.0]])
    for eps in (5.0, 4.5, 6):
        yield lambda: fitted(candidate, exact, eps=eps, min_samples=2)
    yield lambda: fitted(candidate, exact / 8, eps=0.625, min_samples=2)
    bridge_rows = np.array([0.0, 0.125, 0.25, 0.375, 2.25, 2.375, 2.5, 2.625, 1.305, 3.5, 4.4])[:, None]
    for rows in (bridge_rows, bridge_rows[::-1].copy(), shuffled(rng, bridge_rows)):
        yield lambda: fitted(candidate, rows, eps=0.95, min_samples=4)
    first_is_border = np.array([[1.25], [10.0], [10.25], [10.5], [0.0], [0.25], [0.5], [0.75], [10.75]])
    yield lambda: fitted(candidate, first_is_border, eps=0.5, min_samples=3)
    yield lambda: fitted(candidate, np.arange(1100.0)[:, None], eps=1.0, min_samples=2)
    for n, d, eps, minimum in [(80, 2, 0.35, 4), (50, 1, 0.1, 3), (60, 3, 0.9, 6), (30, 2, 0.3, 1)]:
        cloud = rng.normal(size=(n, d))
        yield lambda: fitted(candidate, cloud, eps=eps, min_samples=minimum)
    yield lambda: fitted(candidate, rng.uniform(0, 4, size=(110, 2)))
    yield lambda: fitted(candidate, np.array([[0.0]] * 5 + [[9.0]] * 4 + [[0.5], [0.625], [9.5]]))
    yield lambda: fitted(candidate, np.array([[3.0, 4.0]]), eps=1.0, min_samples=2)
    yield lambda: [len(part) for part in fitted(candidate, np.empty((0, 2)), eps=1.0, min_samples=1)[1:]]
    whole = rng.integers(0, 12, size=(40, 2)) * 8
    for dtype in (int, np.uint8, np.float32):
        yield lambda: fitted(candidate, whole.astype(dtype), eps=8.0, min_samples=3)

    def twice():
        model = candidate.DBSCAN(eps=1.0, min_samples=2).fit(whole)
        model.fit(np.array([[0.0], [1.0], [5.0]]))
        return [np.asarray(model.labels_), np.asarray(model.core_sample_indices_)]

    yield twice


@workload("rows", sizes=(200, 500, 1_200), why_slow="a Python loop over all pairs of rows; compute the distances from one row to all others (or the whole matrix) in one array expression")
def growing(candidate, rng, n):
    X = rng.uniform(0, np.sqrt(n), size=(n, 2))
    model = candidate.DBSCAN(eps=1.0, min_samples=4)
    return lambda: model.fit(X)
