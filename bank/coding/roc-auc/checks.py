import numpy as np

from hotseat.judge.checks import array, check, close, expect, lines, number, probe, raises, workload


def expected_curve(y_true, scores):
    """Brute force over the thresholds, straight from the definition."""
    positive = np.asarray(y_true).astype(int) == 1
    scores = np.asarray(scores).astype(float)
    thresholds = np.concatenate([[np.inf], np.unique(scores)[::-1]])
    chosen = scores[None, :] >= thresholds[:, None]  # (thresholds, rows)
    return (chosen & ~positive).sum(axis=1) / (~positive).sum(), (chosen & positive).sum(axis=1) / positive.sum(), thresholds


def expected_area(y_true, scores):
    """Share of pairs in which the positive wins, ties one half."""
    positive = np.asarray(y_true).astype(int) == 1
    scores = np.asarray(scores).astype(float)
    above, below = scores[positive][:, None], scores[~positive][None, :]
    return float(np.mean((above > below) + 0.5 * (above == below)))


def curve_of(candidate, y_true, scores):
    got = candidate.roc_curve(y_true, scores)
    expect(
        isinstance(got, (tuple, list)) and len(got) == 3,
        "roc_curve should return the three arrays fpr, tpr, thresholds.",
        got=got,
        expected="three arrays",
    )
    names = ("fpr", "tpr", "thresholds")
    return tuple(array(part, shape=(None,), kind="float", what=name) for part, name in zip(got, names, strict=True))


def compare_curve(candidate, y_true, scores, because=None):
    got, wanted = curve_of(candidate, y_true, scores), expected_curve(y_true, scores)

    def picture():
        at = np.linspace(0, 1, 101)
        drawn = [np.interp(at, side[0], side[1]) if len(side[0]) == len(side[1]) > 0 else at for side in (got, wanted)]
        return lines(at, drawn[0], drawn[1], "ROC curve found and expected")

    expect(
        len(got[0]) == len(wanted[0]),
        "The curve has another number of points: one for each distinct score and the start, also those on a straight line.",
        got=f"{len(got[0])} points",
        expected=f"{len(wanted[0])} points",
    )
    for part, right, name in zip(got, wanted, ("fpr", "tpr", "thresholds"), strict=True):
        close(part, right, atol=1e-9, what=name, because=because, picture=picture)


def compare_area(candidate, y_true, scores, because=None):
    got = number(candidate.roc_auc(y_true, scores), what="roc_auc(y_true, scores)")
    close(got, expected_area(y_true, scores), atol=1e-9, what="roc_auc(y_true, scores)", because=because)


def labels_with_both(rng, n):
    y_true = rng.integers(0, 2, size=n)
    y_true[rng.permutation(n)[:2]] = [0, 1]
    return y_true


@check("the area is right", is_shown=True)
def area(candidate, rng):
    """The area under the curve is off: it is the share of (positive, negative) pairs that the scores put in the right order."""
    compare_area(candidate, np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.35, 0.8]))  # 3 of 4 pairs
    for n in (2, 3, 10, 60):
        y_true = labels_with_both(rng, n)
        scores = rng.permutation(np.arange(n)) / n + 0.001
        compare_area(candidate, y_true, scores)


@check("the curve is right", is_shown=True)
def curve(candidate, rng):
    """The ROC curve is off: go through the distinct scores from the highest down, with fpr as the share of the negatives and tpr of the positives at or above each."""
    compare_curve(candidate, np.array([0, 0, 1, 1, 0]), np.array([0.1, 0.4, 0.35, 0.8, 0.05]))
    for n in (3, 12, 40):
        y_true = labels_with_both(rng, n)
        scores = rng.normal(size=n)
        compare_curve(candidate, y_true, scores)


@check("the curve starts at (0, 0) with threshold infinity")
def ends(candidate, rng):
    """The curve must run from (0, 0), at threshold infinity where nothing is predicted positive, to (1, 1) at the lowest score."""
    for n in (2, 9):
        y_true, scores = labels_with_both(rng, n), rng.normal(size=n)
        fpr, tpr, thresholds = curve_of(candidate, y_true, scores)
        expect(len(fpr) == len(tpr) == len(thresholds) > 1, "The three arrays must have equal lengths, at least 2.")
        close([fpr[0], tpr[0], thresholds[0]], [0, 0, np.inf], what="the first point")
        close([fpr[-1], tpr[-1], thresholds[-1]], [1, 1, scores.min()], what="the last point")


@check("equal scores share one point")
def tied_points(candidate, rng):
    """Rows with equal scores must enter together, as one point: otherwise the curve depends on the order in which the rows happen to be stored."""
    compare_curve(candidate, np.array([1, 0, 1, 0, 1, 0]), np.array([2.0, 2.0, 2.0, 1.0, 1.0, 0.0]))
    compare_curve(candidate, np.array([0, 1, 1, 0]), np.full(4, 0.7))
    for levels in (2, 3, 5):
        y_true, scores = labels_with_both(rng, 30), rng.integers(0, levels, size=30) / 4
        compare_curve(candidate, y_true, scores)


@check("tied pairs count one half")
def tied_pairs(candidate, rng):
    """A positive and a negative with the same score must add one half to the area, not 0 and not 1."""
    close(candidate.roc_auc(np.array([0, 1, 1, 0]), np.full(4, 0.7)), 0.5, what="the area of constant scores")
    compare_area(candidate, np.array([1, 0, 0]), np.array([1.0, 1.0, 0.0]))
    for levels in (2, 3, 5):
        y_true, scores = labels_with_both(rng, 40), rng.integers(0, levels, size=40) / 4
        scores[np.flatnonzero(y_true == 1)[0]] = scores[np.flatnonzero(y_true == 0)[0]]
        compare_area(candidate, y_true, scores)


@check("the order of the rows does not matter")
def row_order(candidate, rng):
    """The same rows in another order gave another result: within a run of equal scores the order of rows carries no information."""
    y_true, scores = labels_with_both(rng, 24), rng.integers(0, 4, size=24).astype(float)
    scores[:2], y_true[:2] = 1.0, (0, 1)
    for order in (np.lexsort((y_true, scores)), np.lexsort((-y_true, scores)), rng.permutation(24)):
        compare_area(candidate, y_true[order], scores[order])
        compare_curve(candidate, y_true[order], scores[order])


@check("a score equal to its threshold counts as positive")
def at_threshold(candidate, rng):
    """At a threshold t the rows with score exactly t belong to the predicted positives (>=, not >)."""
    y_true, scores = labels_with_both(rng, 15), rng.choice([-2.0, 0.0, 0.5, 3.0], size=15)
    fpr, tpr, thresholds = curve_of(candidate, y_true, scores)
    close(thresholds, np.r_[np.inf, np.unique(scores)[::-1]], what="thresholds")
    expect(len(fpr) == len(tpr) == len(thresholds), "The three arrays must have equal lengths.")
    at = scores[None, :] >= thresholds[:, None]
    close(fpr, [row[y_true == 0].mean() for row in at], what="fpr")
    close(tpr, [row[y_true == 1].mean() for row in at], what="tpr")


@check("a ranking worse than chance lies below one half")
def below_half(candidate, rng):
    """Scores that point the wrong way have an area below 0.5; do not flip them and do not fold the area at one half."""
    close(candidate.roc_auc(np.array([1, 1, 0, 0, 0]), np.arange(5.0)), 0.0, what="the area of a reversed ranking")
    close(candidate.roc_auc(np.array([0, 0, 0, 1, 1]), np.arange(5.0)), 1.0, what="the area of a perfect ranking")
    y_true = labels_with_both(rng, 20)
    scores = rng.normal(size=20) - 2.0 * y_true
    compare_area(candidate, y_true, scores)
    compare_curve(candidate, y_true, scores)


@check("only the ranking matters")
def any_scale(candidate, rng):
    """Scores are no probabilities: a strictly increasing change of all scores must leave the area and the rates as they are."""
    y_true, scores = labels_with_both(rng, 25), rng.normal(size=25)
    compare_area(candidate, y_true, np.exp(3 * scores))
    for changed in (1e6 * scores - 3e6, 1e-3 * scores, np.exp(3 * scores)):
        compare_area(candidate, y_true, changed)
        compare_curve(candidate, y_true, changed)


@check("only exactly equal scores are tied")
def close_scores(candidate, rng):
    """Scores that differ in the last digits are different scores: do not round them or compare them with a tolerance."""
    y_true = np.array([0, 1, 0, 1, 1, 0])
    scores = 1 - rng.permutation(6) * 1e-12
    compare_area(candidate, y_true, scores)
    fpr, tpr, thresholds = curve_of(candidate, y_true, scores)
    wanted = expected_curve(y_true, scores)
    close(fpr, wanted[0], what="fpr")
    close(tpr, wanted[1], what="tpr")
    close(thresholds[1:], wanted[2][1:], rtol=0, atol=1e-14, what="thresholds")


@check("unbalanced classes use their own totals")
def unbalanced(candidate, rng):
    """With one positive among many negatives (or the reverse) the rates are off: each is a share of its own class."""
    for label in (0, 1):
        y_true = np.full(30, label)
        y_true[rng.integers(30)] = 1 - label
        scores = rng.integers(0, 12, size=30) / 12
        compare_area(candidate, y_true, scores)
        compare_curve(candidate, y_true, scores)


@check("labels and scores of any real dtype work")
def dtypes(candidate, rng):
    """Boolean or float labels, or integer scores, gave another result than the same numbers as integers and floats: unsigned integers wrap around when they are negated."""
    y_true, scores = labels_with_both(rng, 20), rng.permutation(np.repeat(np.arange(0, 250, 25), 2))
    for label_type, score_type in [(bool, float), (float, np.float32), (np.uint8, np.uint8), (np.int8, np.uint16), (int, np.int64)]:
        compare_area(candidate, y_true.astype(label_type), scores.astype(score_type))
        compare_curve(candidate, y_true.astype(label_type), scores.astype(score_type))
    low = np.array([-128, 127, 0, -1], dtype=np.int8)
    compare_area(candidate, np.array([0, 1, 1, 0]), low)
    compare_curve(candidate, np.array([0, 1, 1, 0]), low)
    wide = rng.normal(size=40)
    compare_area(candidate, y_true, wide[::2])
    compare_curve(candidate, y_true, wide[::2])


@check("one class or no rows is a ValueError")
def one_class(candidate, rng):
    """Without a positive or without a negative the curve does not exist: raise ValueError instead of inventing a number."""
    for y_true in (np.zeros(4, dtype=int), np.ones(3, dtype=int), np.array([1]), np.array([0]), np.zeros(0, dtype=int)):
        scores = rng.normal(size=len(y_true))
        raises(lambda y=y_true, s=scores: candidate.roc_auc(y, s), "ValueError")
        raises(lambda y=y_true, s=scores: candidate.roc_curve(y, s), "ValueError")


@check("the inputs are left alone")
def untouched(candidate, rng):
    """The result on ordinary labels and scores was off, although both were left alone."""
    y_true, scores = labels_with_both(rng, 12), rng.normal(size=12)
    compare_area(candidate, y_true, scores)
    compare_curve(candidate, y_true, scores)


@check("many rows are no problem")
def many_rows(candidate, rng):
    """With four thousand rows the result is off or does not arrive: count with sorted cumulative sums instead of comparing all pairs."""
    y_true, scores = rng.integers(0, 2, size=4_000), rng.integers(0, 500, size=4_000)
    below = np.sort(scores[y_true == 0])
    pairs = np.searchsorted(below, scores[y_true == 1], "left") + np.searchsorted(below, scores[y_true == 1], "right")
    got = number(candidate.roc_auc(y_true, scores), what="roc_auc(y_true, scores)")
    close(got, pairs.mean() / 2 / len(below), atol=1e-9, what="roc_auc(y_true, scores)")


@probe
def outputs(candidate, rng):
    def both(y_true, scores):
        yield lambda: [np.asarray(part, dtype=float) for part in candidate.roc_curve(y_true, scores)]
        yield lambda: float(candidate.roc_auc(y_true, scores))

    yield from both(np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.35, 0.8]))
    yield from both(np.array([0, 1]), np.array([0.7, 0.7]))
    yield from both(np.array([1, 0, 1, 0, 1, 0]), np.array([2.0, 2.0, 2.0, 1.0, 1.0, 0.0]))
    yield from both(np.array([1, 1, 0, 0, 0]), np.arange(5.0))
    for n in (2, 3, 10, 30):
        y_true = labels_with_both(rng, n)
        yield from both(y_true, rng.normal(size=n))
        yield from both(y_true, rng.random(size=n))
        yield from both(y_true, rng.integers(0, 4, size=n) / 4)
        yield from both(y_true, np.exp(8 * rng.normal(size=n)))
    lone = np.zeros(20, dtype=int)
    lone[rng.integers(20)] = 1
    yield from both(lone, rng.integers(0, 9, size=20) / 9)
    yield from both(1 - lone, rng.integers(0, 9, size=20) / 9)
    tight = 1 - rng.permutation(6) * 1e-12
    yield from both(np.array([0, 1, 0, 1, 1, 0]), tight)
    y_true, scores = labels_with_both(rng, 20), rng.permutation(np.repeat(np.arange(0, 250, 25), 2))
    for label_type, score_type in [(bool, float), (float, np.float32), (np.uint8, np.uint8), (np.int8, np.uint16)]:
        yield from both(y_true.astype(label_type), scores.astype(score_type))
    yield from both(np.array([0, 1, 1, 0]), np.array([-128, 127, 0, -1], dtype=np.int8))
    wide = rng.normal(size=40)
    yield from both(y_true, wide[::2])
    for missing in (np.zeros(4, dtype=int), np.ones(3, dtype=int), np.array([1]), np.array([0]), np.zeros(0, dtype=int)):
        yield from both(missing, rng.normal(size=len(missing)))


@workload("rows", sizes=(4_000, 16_000, 64_000), why_slow="comparing every positive with every negative takes quadratic time and memory; sort once and use cumulative sums")
def growing(candidate, rng, n):
    y_true, scores = rng.integers(0, 2, size=n), rng.normal(size=n)
    y_true[:2] = [0, 1]
    return lambda: candidate.roc_auc(y_true, scores)
