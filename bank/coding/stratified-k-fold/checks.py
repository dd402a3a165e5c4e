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
    for n_splits, y in [(3, np.array([0, 0, 0, 0, 0, 0, 1, 1, 1])), (3, labels(rng, [9, 7, 4])), (2, labels(rng, [5, 6]))]:
        pairs = folds(candidate, y, n_splits, int(rng.integers(100)))
        fold_of_rows(pairs, len(y))
        for train, test in pairs:
            same(np.sort(train), np.setdiff1d(np.arange(len(y)), test), what="train, sorted")


@check("every class is spread evenly", is_shown=True)
def stratified(candidate, rng):
    """A class is spread unevenly: its counts in two test parts may differ by 1 at most, leftover rows included."""
    for n_splits, y in [(3, labels(rng, [6, 3])), (5, labels(rng, [23, 9])), (4, labels(rng, [10, 5, 31, 7])), (2, labels(rng, [3, 3]))]:
        for state in range(3):
            counts = class_counts(fold_of_rows(folds(candidate, y, n_splits, state), len(y)), y, n_splits)
            gaps = np.ptp(counts, axis=1)
            expect(bool(np.all(gaps <= 1)), got=counts, expected="rows (one per class) whose entries differ by 1 at most")


@check("a rare class is no obstacle")
def rare_class(candidate, rng):
    """A class with fewer rows than folds must simply be missing from some test parts, at most one of its rows in each."""
    y = labels(rng, [20, 2, 1])
    fold = fold_of_rows(folds(candidate, y, 5, 0), len(y))
    counts = class_counts(fold, y, 5)
    expect(bool(np.all(np.ptp(counts, axis=1) <= 1)), got=counts, expected="at most one rare row in a test part")


@check("the test parts have nearly equal size")
def even_sizes(candidate, rng):
    """The test parts differ in size by more than 1: when each class starts dealing at the same fold, that fold collects the leftover row of every class."""
    for n_splits, counts in [(5, [6] * 5), (3, [4, 5, 1, 1, 2]), (4, [9, 5, 1, 1, 13]), (2, [1] * 7), (6, [3] * 6)]:
        y = labels(rng, counts)
        for state in (1, 2):
            fold = fold_of_rows(folds(candidate, y, n_splits, state), len(y))
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
    for index in (rng.permutation(21), [f"row {i}" for i in range(21)], np.zeros(21, dtype=int)):
        given = pd.Series(y, index=index)
        fold = fold_of_rows(folds(candidate, given, 7, 3), len(y))
        same(class_counts(fold, y, 7), np.tile([[2], [1]], 7), what="counts per class and test part")


@check("lists and strings work")
def label_kinds(candidate, rng):
    """Labels given as a list, or as strings, or as negative numbers, were not spread evenly."""
    names = np.array(["yes", "no", "maybe"])
    for y in (labels(rng, [6, 8, 4]), labels(rng, [6, 8, 4]) * 7 - 9):
        for given in (y.tolist(), names[np.unique(y, return_inverse=True)[1]], names[np.unique(y, return_inverse=True)[1]].tolist()):
            fold = fold_of_rows(folds(candidate, given, 2, 0), len(y))
            same(class_counts(fold, np.asarray(y), 2), [[3, 3], [4, 4], [2, 2]], what="counts per class and test part")


@check("random_state fixes the folds")
def reproducible(candidate, rng):
    """Two calls with the same random_state gave different folds. (0 is a seed like any other: test for None, not for truth.)"""
    y = labels(rng, [17, 16])
    for state in (0, 1, int(rng.integers(2, 10_000))):
        first, second = (folds(candidate, y, 3, state) for _ in range(2))
        for (train, test), (train_again, test_again) in zip(first, second):
            same(test_again, test, what=f"test with random_state={state}, second call")
            same(train_again, train, what=f"train with random_state={state}, second call")


@check("other seeds give other folds")
def seeds_differ(candidate, rng):
    """The folds are always the same: another integer, or None, has to give another division."""
    y = labels(rng, [20, 20])
    first = fold_of_rows(folds(candidate, y, 4, 1), 40)
    for state in (0, 2, 3, None):
        other = fold_of_rows(folds(candidate, y, 4, state), 40)
        expect(not same_division(first, other), got=f"the same folds with random_state=1 and {state}", expected="different folds")
    nones = [fold_of_rows(folds(candidate, y, 4, None), 40) for _ in range(2)]
    expect(not same_division(*nones), got="the same folds in two calls with random_state=None", expected="different folds")


def same_division(left, right):
    """Whether two fold vectors part the rows alike, whatever the folds' order."""
    return bool(np.array_equal(left[:, None] == left, right[:, None] == right))


def together(candidate, y, n_splits, runs):
    """How often each two rows shared a test part, (n, n)."""
    pairs = np.zeros((len(y), len(y)), dtype=int)
    for state in range(runs):
        fold = fold_of_rows(folds(candidate, y, n_splits, state), len(y))
        pairs += fold[:, None] == fold
    return pairs


RUNS = 100


@check("the rows of a class are shuffled")
def shuffled(candidate, rng):
    """Over many seeds some rows of a class always or never share a test part: their order must be shuffled before they are dealt."""
    y = labels(rng, [6, 6])
    pairs = together(candidate, y, 3, RUNS)
    inside = pairs[(y[:, None] == y) & ~np.eye(12, dtype=bool)]
    expect(within(inside, 1 / 5), got=pairs, expected=f"about {RUNS / 5:.0f} of {RUNS} for rows of one class")


@check("classes are shuffled independently")
def independent(candidate, rng):
    """Over many seeds rows of different classes share a test part too often or too seldom: each class was put into the same random order. Use one generator for all classes, not a new one with the same seed for each."""
    y = labels(rng, [6, 6])
    pairs = together(candidate, y, 3, RUNS)
    expect(within(pairs[y[:, None] != y], 1 / 3), got=pairs, expected=f"about {RUNS / 3:.0f} of {RUNS} for rows of different classes")


def within(counts, chance):
    """Whether all counts of RUNS trials are at least 1 and lie within 6.5 standard deviations."""
    spread = 6.5 * np.sqrt(RUNS * chance * (1 - chance))
    return bool(np.all((counts >= 1) & (np.abs(counts - RUNS * chance) <= spread)))


@check("the default is five folds, shuffled afresh")
def defaults(candidate, rng):
    """Called with y alone, there should be five folds that differ from call to call."""
    y = labels(rng, [30, 25])
    found = [fold_of_rows(well_formed(candidate.stratified_k_fold(y), 5), 55) for _ in range(2)]
    expect(not same_division(*found), got="the same folds in two calls", expected="different folds")


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
    for n_splits in (1, 0, -1, 8):
        raises(lambda: candidate.stratified_k_fold(y, n_splits=n_splits, random_state=0), "ValueError")
    raises(lambda: candidate.stratified_k_fold([], n_splits=2, random_state=0), "ValueError")


@check("the input is left alone")
def input_untouched(candidate, rng):
    """The caller's labels changed, for instance because they were shuffled in place."""
    y = labels(rng, [8, 5])
    for given in (y, y.tolist(), pd.Series(y)):
        fold_of_rows(folds(candidate, given, 3, 0), 13)


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
    for given in (y.tolist(), np.array(["b", "a"])[y], pd.Series(y, index=rng.permutation(21))):
        yield lambda: facts(given, 7, 3)
    yield lambda: [np.sort([len(test) for _, test in candidate.stratified_k_fold(y)])]

    def frequencies():
        counted = np.zeros((8, 8), dtype=int)
        for state in range(120):
            fold = np.zeros(8, dtype=int)
            for k, (_, test) in enumerate(candidate.stratified_k_fold([0, 0, 0, 0, 1, 1, 1, 1], n_splits=2, random_state=state)):
                fold[np.asarray(test, dtype=int)] = k
            counted += fold[:, None] == fold
        mixed = counted[:4, 4:]
        inner = counted[:4, :4][~np.eye(4, dtype=bool)]
        return [bool(np.all((mixed > 25) & (mixed < 95))), bool(np.all((inner > 8) & (inner < 72)))]

    yield frequencies

    def is_regular():
        fold = np.zeros(40, dtype=int)
        for k, (_, test) in enumerate(candidate.stratified_k_fold([0] * 40, n_splits=2, random_state=0)):
            fold[np.asarray(test, dtype=int)] = k
        return same_division(fold, np.arange(40) % 2) or same_division(fold, np.arange(40) // 20)

    yield is_regular
    yield lambda: len({str(candidate.stratified_k_fold([0] * 20, n_splits=2, random_state=s)) for s in (1, 2, None, None)}) == 4
    for n_splits in (1, 0, 22):
        yield lambda: candidate.stratified_k_fold(y, n_splits=n_splits, random_state=0)
    yield lambda: candidate.stratified_k_fold([], n_splits=2, random_state=0)


@workload("rows", sizes=(10_000, 40_000, 160_000), why_slow="moving rows one by one, or asking for each row whether it lies in a test part, costs a Python step per row and fold; permute, sort and slice whole arrays")
def growing(candidate, rng, n):
    y = labels(rng, [n // 2, n // 4, n - n // 2 - n // 4])
    return lambda: candidate.stratified_k_fold(y, n_splits=5, random_state=0)
