import numpy as np
from scipy.spatial.distance import cdist

from hotseat.judge.checks import array, check, close, expect, probe, workload


def agrees(candidate, A, B, rtol=1e-6, atol=1e-6):
    got = array(candidate.pairwise_distances(A, B), shape=(len(A), len(B)), what="pairwise_distances(A, B)")
    close(got, cdist(np.asarray(A, dtype=float), np.asarray(B, dtype=float)), rtol=rtol, atol=atol, what="pairwise_distances(A, B)")
    expect(got.dtype == np.float64, "The result should be float64.", got=str(got.dtype), expected="float64")


@check("the distances are right", is_shown=True)
def distances(candidate, rng):
    """Entry i, j is not the Euclidean distance between row i of A and row j of B: the root of the sum of squared differences."""
    agrees(candidate, np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]]), np.array([[0.0, 0.0], [3.0, 0.0]]))
    for n, m, d in [(5, 7, 3), (1, 1, 1), (4, 4, 4), (3, 5, 1)]:
        agrees(candidate, rng.normal(size=(n, d)) * 3, rng.normal(size=(m, d)) + 1)
    agrees(candidate, rng.normal(size=(90, 16)), rng.normal(size=(110, 16)))


@check("equal rows have distance zero", is_shown=True)
def equal_rows(candidate, rng):
    """Equal rows must have distance 0, not NaN: rounding makes the expanded square slightly negative, clip it before the root."""
    for n, d in [(40, 3), (25, 16), (30, 1)]:
        A = rng.normal(size=(n, d)) * 2
        agrees(candidate, A, A)
        agrees(candidate, A, np.repeat(A[:2], 3, axis=0))
    agrees(candidate, np.full((4, 2), 0.1), np.full((5, 2), 0.1))


@check("points far from the origin keep their distances")
def far_away(candidate, rng):
    """Coordinates near 1e6 with distances near 1 lost their digits: the expanded square cancels; subtract a common origin first, or the rows themselves, in float64."""
    for n, m, d in [(12, 9, 3), (6, 8, 16), (5, 5, 1)]:
        shift = rng.choice([-1e6, 1e6], size=d)
        agrees(candidate, rng.normal(size=(n, d)) + shift, rng.normal(size=(m, d)) + shift)


@check("all scales keep their digits")
def scales(candidate, rng):
    """Large distances need a relative error of 1e-6, small ones an absolute error of 1e-6: a constant was added, or the computation ran in low precision."""
    for scale in (1e-5, 1e-3, 1e4, 1e8):
        A, B = rng.normal(size=(6, 4)) * scale, rng.normal(size=(5, 4)) * scale
        agrees(candidate, A, B)
    A, B = rng.normal(size=(6, 3)) + 7.0, rng.normal(size=(5, 3)) - 7.0
    agrees(candidate, A, B)


@check("integers of any width work")
def integers(candidate, rng):
    """Integer rows gave wrong distances: unsigned differences wrap around and small integers overflow when squared; convert to float64 first."""
    for dtype, low, high in [(np.uint8, 0, 256), (np.int8, -128, 128), (np.int16, -30_000, 30_001), (np.uint16, 0, 60_001), (np.int32, -2_000_000_000, 2_000_000_000), (np.int64, -1000, 1000)]:
        A, B = rng.integers(low, high, size=(6, 3)).astype(dtype), rng.integers(low, high, size=(7, 3)).astype(dtype)
        agrees(candidate, A, B)
        agrees(candidate, A, B.astype(float))
    agrees(candidate, rng.integers(0, 256, size=(5, 3)).astype(np.uint8), rng.integers(-128, 128, size=(4, 3)).astype(np.int8))


@check("float32 gives float64")
def single(candidate, rng):
    """float32 rows must be converted to float64 before the differences are taken; the result is float64."""
    A, B = rng.normal(size=(6, 5)).astype(np.float32), rng.normal(size=(7, 5)).astype(np.float32)
    agrees(candidate, A, B)
    agrees(candidate, A, A)
    agrees(candidate, A, B.astype(np.float64))
    shift = np.float32(4096.0)
    agrees(candidate, A + shift, B + shift)


@check("no rows, one row, any memory layout")
def awkward(candidate, rng):
    """A legal but awkward input failed: no rows on one side or both, one row, Fortran order or a strided view."""
    A = rng.normal(size=(5, 6))
    for left, right in [(A[:0], A), (A, A[:0]), (A[:0], A[:0]), (A[:1], A), (A, A[:1])]:
        agrees(candidate, left.copy(), right.copy())
    wide = rng.normal(size=(7, 12))
    agrees(candidate, np.asfortranarray(A), wide[:, ::2])
    agrees(candidate, wide[:, ::2], np.asfortranarray(A))
    agrees(candidate, np.asfortranarray(rng.integers(0, 9, size=(4, 2))), rng.integers(0, 9, size=(3, 4))[:, ::2])


@check("the inputs stay as they are")
def untouched(candidate, rng):
    """A or B changed: work on copies, not with -= on the caller's arrays."""
    agrees(candidate, rng.normal(size=(4, 3)), rng.normal(size=(5, 3)))


@probe
def outputs(candidate, rng):
    def distances_of(A, B, digits=7):
        D = np.asarray(candidate.pairwise_distances(A, B))
        return [str(D.dtype), D.shape, np.where(np.abs(D) < 10.0 ** -5, 0.0, D) if digits is None else D.round(digits) + 0.0]

    for n, m, d in [(5, 7, 3), (1, 1, 1), (1, 4, 2), (6, 1, 5), (4, 4, 4), (0, 3, 2), (3, 0, 2), (0, 0, 1)]:
        A, B = rng.normal(size=(n, d)) * 3, rng.normal(size=(m, d)) + 1
        yield lambda: distances_of(A, B)
        yield lambda: distances_of(A + 7, B - 7)
    same_rows = rng.normal(size=(40, 3)) * 2
    yield lambda: distances_of(same_rows, same_rows, None)
    for d in (1, 3, 16):
        A, B = rng.normal(size=(6, d)) + 1e6, rng.normal(size=(5, d)) + 1e6
        yield lambda: distances_of(A, B, 4)
    for scale in (1e-3, 1e4, 1e8):
        yield lambda: candidate.pairwise_distances(same_rows[:6] * scale, same_rows[6:11] * scale)
    for dtype, low, high in [(np.uint8, 0, 256), (np.int8, -128, 128), (np.int16, -30_000, 30_001), (np.uint16, 0, 60_001), (np.int32, -2_000_000_000, 2_000_000_000)]:
        A, B = rng.integers(low, high, size=(6, 3)).astype(dtype), rng.integers(low, high, size=(7, 3)).astype(dtype)
        yield lambda: candidate.pairwise_distances(A, B)
    small, other = rng.normal(size=(6, 5)).astype(np.float32), rng.normal(size=(7, 5)).astype(np.float32)
    yield lambda: distances_of(small, other)
    yield lambda: distances_of(np.asfortranarray(small), np.repeat(other, 2, axis=1)[:, ::2])


@workload("rows", sizes=(60, 120, 240), why_slow="Python loops over pairs or entries; let one array expression handle all pairs: broadcasting, or a matrix product")
def growing(candidate, rng, n):
    A, B = rng.normal(size=(n, 16)), rng.normal(size=(n, 16))
    return lambda: candidate.pairwise_distances(A, B)
