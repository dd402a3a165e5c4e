import numpy as np
import pandas as pd

from hotseat.judge.checks import array, check, expect, probe, raises, same, workload


def folds(candidate, y, n_splits, random_state, **options):
    """The pairs as int arrays, after a check of form."""
    got = candidate.stratified_k_fold(y, n_splits=n_splits, random_state=random_state, **options)
    return well_formed(got, n_splits)


def well_formed(got, n_splits):
    expect(
        isinstance(got, list) and all(isinstance(pair, tuple | list) and len(pair) == 2 for pair in got),
        "stratified_k_fold should return a list of pairs (train, test).",
        got=got,
    )
    expect(len(got) == n_splits, "There should be one pair for each of the n_splits folds.", got=len(got), expected=n_splits)
    return [
        tuple(array(part, shape=(None,), kind="int", what=what).astype(int) for part, what in zip(pair, ("train", "test")))
        for pair in got
    ]


def fold_of_rows(pairs, n):
    """The test part of each row. Raises the mismatch of the check if they do not part the rows."""
    tested = np.concatenate([test for _, test in pairs])
    because = "The test parts do not hold every position from 0 to n - 1 exactly once."
    same(np.sort(tested), np.arange(n), what="all tested positions, sorted", because=because)
    fold = np.empty(n, dtype=int)
    for k, (_, test) in enumerate(pairs):
        fold[test] = k
    return fold


def labels(rng, counts):
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def class_counts(fold, y, n_splits):
    """(classes, folds)."""
    return np.array([np.bincount(fold[y == name], minlength=n_splits) for name in np.unique(y)])


@check("every row is tested exactly once", is_shown=True)
def partition(candidate, rng):
    """The parts are wrong: the test parts must hold every position once between them, and train everything that is not in the same pair's test."""
    for n_splits, y in [(3, np.array([0, 0, 0, 0, 0, 0, 1, 1, 1])), (4, labels(rng, [9, 7, 5]))]:
        pairs = folds(candidate, y, n_splits, int(rng.integers(100)))
        fold_of_rows(pairs, len(y))
        for train, test in pairs:
            same(np.sort(train), np.setdiff1d(np.arange(len(y)), test), what="train, sorted")


@check("every class is spread evenly", is_shown=True)
def stratified(candidate, rng):
    """A class is spread unevenly: its counts in two test parts may differ by 1 at most, leftover rows included."""
    for n_splits, y in [(3, labels(rng, [6, 3])), (10, labels(rng, [104, 55, 31, 17]))]:
        counts = class_counts(fold_of_rows(folds(candidate, y, n_splits, int(rng.integers(100))), len(y)), y, n_splits)
        expect(bool(np.all(np.ptp(counts, axis=1) <= 1)), got=counts, expected="rows (one per class) whose entries differ by 1 at most")


@check("a rare class is no obstacle")
def rare_class(candidate, rng):
    """A class with fewer rows than folds must simply be missing from some test parts, at most one of its rows in each."""
    y = labels(rng, [20, 2, 1, 4])
    counts = class_counts(fold_of_rows(folds(candidate, y, 5, int(rng.integers(100))), len(y)), y, 5)
    expect(bool(np.all(np.ptp(counts, axis=1) <= 1)), got=counts, expected="at most one row of a rare class in a test part")


@check("the test parts have nearly equal size")
def even_sizes(candidate, rng):
    """The test parts differ in size by more than 1: when the leftover rows of each class are dealt without regard to the classes before, some folds collect more of them than others."""
    for n_splits, counts in [(3, [4, 5, 1, 1, 2]), (5, [6] * 40), (4, [9, 5, 1, 1, 13]), (6, [3] * 26)]:
        y = labels(rng, counts)
        fold = fold_of_rows(folds(candidate, y, n_splits, int(rng.integers(100))), len(y))
        sizes = np.bincount(fold, minlength=n_splits)
        expect(int(np.ptp(sizes)) <= 1, got=sizes, expected="sizes that differ by 1 at most")
        expect(int(np.ptp(class_counts(fold, y, n_splits), axis=1).max()) <= 1, "A class is spread unevenly.")


@check("positions ascend")
def ascending(candidate, rng):
    """train and test must be integer arrays in ascending order; sort them after shuffling."""
    y = labels(rng, [12, 9])
    got = candidate.stratified_k_fold(y, n_splits=3, random_state=4)
    for train, test in well_formed(got, 3):
        expect(bool(np.all(np.diff(test) > 0)), got=test, expected="ascending positions")
        expect(bool(np.all(np.diff(train) > 0)), got=train, expected="ascending positions")
    for pair in got:
        for part in pair:
            expect(
                isinstance(part, np.ndarray) and part.dtype.kind in "iu",
                "train and test should be integer arrays.",
                got=f"{type(part).__name__} {getattr(part, 'dtype', '')}".strip(),
                expected="an integer array",
            )


@check("a Series counts by position")
def series(candidate, rng):
    """With a pandas Series the answer must still be positions from 0 to n - 1, whatever the index says."""
    y = labels(rng, [14, 7])
    for given in (pd.Series(y, index=rng.permutation(21)), pd.Series(np.array(["no", "yes"])[y], index=np.zeros(21, dtype=int))):
        fold = fold_of_rows(folds(candidate, given, 7, 3), len(y))
        same(class_counts(fold, y, 7), np.tile([[2], [1]], 7), what="counts per class and test part")


@check("lists and strings work")
def label_kinds(candidate, rng):
    """Labels given as a list, or as strings, or as negative numbers, were not spread evenly."""
    y = labels(rng, [6, 8, 4])
    names = np.array(["yes", "no", "maybe"])[y]
    for given in ((y * 7 - 9).tolist(), names, names.tolist()):
        fold = fold_of_rows(folds(candidate, given, 2, 0), len(y))
        same(class_counts(fold, y, 2), [[3, 3], [4, 4], [2, 2]], what="counts per class and test part")


@check("random_state fixes the folds")
def reproducible(candidate, rng):
    """Two calls with the same random_state gave different folds. (0 is a seed like any other: test for None, not for truth.)"""
    y = labels(rng, [17, 16])
    for state in (0, int(rng.integers(1, 10_000))):
        first, second = (folds(candidate, y, 3, state) for _ in range(2))
        for (train, test), (train_again, test_again) in zip(first, second):
            same(test_again, test, what=f"test with random_state={state}, second call")
            same(train_again, train, what=f"train with random_state={state}, second call")


@check("other seeds give other folds")
def seeds_differ(candidate, rng):
    """Two different values of random_state gave the same folds, or nearly the same: each integer has to give a division of its own."""
    y = labels(rng, [100, 100])
    states = (0, 1, 2, None, None)
    met = [neighbours_meet(fold_of_rows(folds(candidate, y, 4, state), 200), y) for state in states]
    for i, j in [(0, 1), (0, 2), (1, 2), (3, 4), (0, 3), (1, 3)]:
        expect(
            differ(met[i], met[j]),
            "With random_state=None the folds have to change from call to call." if i == 3 else None,
            got=f"the same or nearly the same folds with random_state={states[i]} and {states[j]}",
            expected="folds that have no more in common than chance brings about",
        )


def neighbours_meet(fold, y):
    """Which consecutive rows of a class share a test part."""
    by_class = fold[np.argsort(y, kind="stable")]
    return by_class[1:] == by_class[:-1]


def differ(left, right):
    """Whether two such vectors agree no more often than chance explains (6 standard deviations)."""
    p, q = left.mean(), right.mean()
    chance = p * q + (1 - p) * (1 - q)
    return bool(abs(np.mean(left == right) - chance) < 3 / np.sqrt(len(left))) and not np.array_equal(left, right)


ROWS = 300  # of each class, in two folds: two rows of a class share a test part with chance 149 / 299


def by_chance(rows):
    """Shares within 6 standard deviations of one half: the number of pairs -> (lowest, highest)."""
    return 0.5 - 3 / np.sqrt(rows), 0.5 + 3 / np.sqrt(rows)


def shares_of(left, right, lags):
    """Per lag: how often right, that many places on, has the fold of left, and the bounds of chance."""
    for lag in lags:
        meet = left[: len(left) - lag] == right[lag:]
        yield lag, meet.mean(), by_chance(len(meet))


@check("the rows of a class are shuffled")
def shuffled(candidate, rng):
    """In a large class the rows that share a test part follow a pattern (neighbours always or never meet, say): the rows of a class must be shuffled before they are dealt."""
    y = labels(rng, [ROWS, ROWS])
    fold = fold_of_rows(folds(candidate, y, 2, int(rng.integers(10_000))), len(y))
    for name in (0, 1):
        own = fold[y == name]
        for lag, share, (low, high) in shares_of(own, own, (*range(1, 11), 50, 100, 150)):
            expect(
                low < share < high,
                got=f"of the rows of class {name} that lie {lag} apart within the class, {share:.0%} share a test part",
                expected="about 50%",
            )


@check("classes are shuffled independently")
def independent(candidate, rng):
    """The i-th rows of two classes of equal size share a test part too often or too seldom: each class was put into the same order. Use one generator for all classes, not a new one with the same seed for each."""
    y = labels(rng, [ROWS, ROWS])
    fold = fold_of_rows(folds(candidate, y, 2, int(rng.integers(10_000))), len(y))
    for lag, share, (low, high) in shares_of(fold[y == 0], fold[y == 1], (0, 1, 2)):
        expect(low < share < high, got=f"with {lag} rows between the places, {share:.0%} share a test part", expected="about 50%")


@check("the default is five folds, shuffled afresh")
def defaults(candidate, rng):
    """Called with y alone, there should be five folds that differ from call to call."""
    y = labels(rng, [30, 25])
    first, second = (fold_of_rows(well_formed(candidate.stratified_k_fold(y), 5), 55) for _ in range(2))
    expect(
        not np.array_equal(first[:, None] == first, second[:, None] == second),
        got="the same folds in two calls",
        expected="different folds",
    )


@check("as many folds as rows, one class, all different")
def extremes(candidate, rng):
    """An extreme but legal input failed: one row per test part, a single class, or as many classes as rows."""
    for counts, n_splits in [([4, 3], 7), ([9], 4), ([1] * 6, 4), ([1, 1], 2)]:
        y = labels(rng, counts)
        fold = fold_of_rows(folds(candidate, y, n_splits, 0), len(y))
        expect(int(np.ptp(np.bincount(fold, minlength=n_splits))) <= 1)
        expect(bool(np.all(np.ptp(class_counts(fold, y, n_splits), axis=1) <= 1)))


@check("impossible numbers of folds are refused")
def refused(candidate, rng):
    """n_splits below 2 or above the number of rows must raise ValueError."""
    y = labels(rng, [4, 3])
    for labelled, n_splits in [(y, 1), (y, 8), (y, 0), ([], 2)]:
        raises(lambda: candidate.stratified_k_fold(labelled, n_splits=n_splits, random_state=0), "ValueError")


@probe
def outputs(candidate, rng):
    def facts(y, n_splits, state, positions_of=None):
        got = candidate.stratified_k_fold(y, n_splits=n_splits, random_state=state)
        again = candidate.stratified_k_fold(y, n_splits=n_splits, random_state=state)
        plain = np.asarray(y)
        tests = [np.asarray(test) for _, test in got]
        trains = [np.asarray(train) for train, _ in got]
        counts = [sorted(int(np.sum(plain[test] == name)) for test in tests) for name in np.unique(plain)]
        return [
            len(got),
            sorted(len(test) for test in tests),
            counts,
            np.sort(np.concatenate(tests)),
            all(np.array_equal(np.sort(np.r_[train, test]), np.arange(len(plain))) for train, test in zip(trains, tests)),
            all(np.all(np.diff(part) > 0) for part in (*trains, *tests)),
            all(part.dtype.kind in "iu" for part in (*trains, *tests)),
            all(np.array_equal(a[1], b[1]) for a, b in zip(got, again)),
        ]

    for counts, n_splits in [([9, 7, 3], 4), ([6] * 5, 5), ([20, 2, 1], 5), ([4, 3], 7), ([9], 4), ([1] * 7, 2), ([5, 6], 2), ([40, 30], 3)]:
        y = labels(rng, counts)
        for state in (0, 5):
            yield lambda: facts(y, n_splits, state)
        yield lambda: sorted(len(test) for _, test in candidate.stratified_k_fold(y, n_splits=n_splits, random_state=None))
    y = labels(rng, [14, 7])
    names = np.array(["b", "a"])[y]
    for given in (y.tolist(), (y - 3).tolist(), names, names.tolist(), pd.Series(y, index=rng.permutation(21)), pd.Series(names, index=[0] * 21)):
        yield lambda: facts(given, 7, 3)
    yield lambda: [np.sort([len(test) for _, test in candidate.stratified_k_fold(y)])]

    wide = np.tile([0, 1], 400)

    def fold_of_wide(state):
        fold = np.zeros(800, dtype=int)
        for k, (_, test) in enumerate(candidate.stratified_k_fold(wide, n_splits=2, random_state=state)):
            fold[np.asarray(test, dtype=int)] = k
        return fold

    def patterns():
        fold = fold_of_wide(11)
        inside = [low < share < high for _, share, (low, high) in shares_of(fold[::2], fold[::2], (*range(1, 11), 50, 100, 150, 200))]
        across = [low < share < high for _, share, (low, high) in shares_of(fold[::2], fold[1::2], (0, 1, 2))]
        return [all(inside), all(across)]

    yield patterns

    def seeds(*states):
        met = [neighbours_meet(fold_of_wide(state), wide) for state in states]
        return [differ(met[i], met[j]) for i in range(len(met)) for j in range(i)]

    yield lambda: seeds(0, 1, 2, 3)
    yield lambda: seeds(None, None, 0)
    for n_splits in (1, 0, 22):
        yield lambda: candidate.stratified_k_fold(y, n_splits=n_splits, random_state=0)
    yield lambda: candidate.stratified_k_fold([], n_splits=2, random_state=0)


@workload("rows", sizes=(10_000, 40_000, 160_000), why_slow="moving rows one by one, or asking for each row whether it lies in a test part, costs a Python step per row and fold; permute, sort and slice whole arrays")
def growing(candidate, rng, n):
    y = labels(rng, [n // 2, n // 4, n - n // 2 - n // 4])
    return lambda: candidate.stratified_k_fold(y, n_splits=5, random_state=0)
