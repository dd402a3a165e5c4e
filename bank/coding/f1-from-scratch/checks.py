import numpy as np

from hotseat.judge.checks import array, check, close, number, probe, raises, workload

AVERAGES = ("macro", "weighted", "micro", None)


def harmonic(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0


def of_class(truth, guess, label):
    """F1 by the definition of precision and recall, row by row."""
    right = sum(t == label and g == label for t, g in zip(truth, guess, strict=True))
    predicted = sum(g == label for g in guess)
    actual = sum(t == label for t in truth)
    return harmonic(right / predicted if predicted else 0.0, right / actual if actual else 0.0)


def oracle(y_true, y_pred, average="binary", pos_label=1):
    truth, guess = np.asarray(y_true).tolist(), np.asarray(y_pred).tolist()
    classes = sorted({*truth, *guess})
    if average == "binary":
        return of_class(truth, guess, pos_label)
    scores = [of_class(truth, guess, label) for label in classes]
    if average is None:
        return np.array(scores, dtype=float)
    if not truth:
        return 0.0
    if average == "macro":
        return sum(scores) / len(classes)
    if average == "micro":
        return sum(t == g for t, g in zip(truth, guess, strict=True)) / len(truth)
    return sum(scores[classes.index(t)] for t in truth) / len(truth)


def agrees(candidate, y_true, y_pred, **settings):
    expected = oracle(y_true, y_pred, **settings)
    words = ", ".join(f"{key}={value!r}" for key, value in settings.items())
    what = f"f1_score(y_true, y_pred{', ' + words if words else ''})"
    found = candidate.f1_score(y_true, y_pred, **settings)
    if isinstance(expected, np.ndarray):
        close(array(found, shape=expected.shape, what=what), expected, rtol=1e-6, atol=1e-9, what=what)
    else:
        close(number(found, what=what), expected, rtol=1e-6, atol=1e-9, what=what)


def sample(rng, rows, labels, share_right=0.5):
    """Labels of uneven frequency, about half of them predicted right."""
    labels = np.array(labels)
    weights = np.arange(1, len(labels) + 1) ** 2
    y_true = rng.choice(labels, size=rows, p=weights / weights.sum())
    y_pred = np.where(rng.random(rows) < share_right, y_true, rng.choice(labels, size=rows))
    return y_true, y_pred


@check("the score of one class is 2 TP / (2 TP + FP + FN)", is_shown=True)
def one_class(candidate, rng):
    """The binary score is off: count the true positives, false positives and false negatives of the class and put them into 2 TP / (2 TP + FP + FN); true negatives do not enter."""
    agrees(candidate, np.array([1, 1, 1, 0, 0, 0, 0, 0]), np.array([1, 1, 0, 1, 0, 0, 0, 0]))
    agrees(candidate, np.array([1, 1, 1, 1, 0, 0, 0, 0]), np.array([1, 0, 0, 0, 0, 0, 0, 0]))
    agrees(candidate, np.array([1, 0, 0, 0, 0, 0]), np.array([1, 1, 1, 1, 0, 0]))
    agrees(candidate, *sample(rng, 30, [0, 1]))
    agrees(candidate, *sample(rng, 30, [0, 1]), average="binary")


@check("macro is the plain mean over the classes", is_shown=True)
def macro(candidate, rng):
    """The macro score is off: average the F1 of every class that occurs in y_true or in y_pred with equal weight. Classes that score 0, or are only predicted, count too; averaging precision and recall first gives another number."""
    agrees(candidate, np.array([0, 0, 1, 2, 2, 2]), np.array([0, 1, 1, 2, 2, 0]), average="macro")
    agrees(candidate, np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 3, 1, 0, 1]), average="macro")
    agrees(candidate, np.array([1, 1, 2]), np.array([1, 2, 4]), average="macro")
    for rows, classes in [(12, 3), (40, 5)]:
        agrees(candidate, *sample(rng, rows, range(classes)), average="macro")


@check("pos_label chooses the class")
def positive_class(candidate, rng):
    """With another pos_label the score is off: it is the F1 of exactly that class against all others, in binary and in multi-class data."""
    y_true, y_pred = sample(rng, 20, [0, 1, 2, 5])
    for label in (0, 1, 5):
        agrees(candidate, y_true, y_pred, pos_label=label)
    agrees(candidate, y_true, y_pred, average="binary", pos_label=2)
    agrees(candidate, ["cat", "dog", "dog", "eel", "dog"], ["dog", "dog", "cat", "eel", "dog"], pos_label="dog")
    agrees(candidate, np.array([-1, 1, 1, -1, -1]), np.array([-1, -1, 1, 1, -1]), pos_label=-1)
    agrees(candidate, *sample(rng, 20, [0, 1]), pos_label=0)


@check("weighted counts the true rows of each class")
def weighted(candidate, rng):
    """The weighted score is off: each class counts with the number of rows that truly belong to it, not with how often it was predicted."""
    agrees(candidate, np.array([0, 0, 0, 0, 1, 2]), np.array([0, 0, 1, 2, 1, 1]), average="weighted")
    agrees(candidate, np.array([0, 0, 0, 1, 1]), np.array([0, 3, 3, 1, 0]), average="weighted")
    for rows, classes in [(15, 3), (40, 5)]:
        agrees(candidate, *sample(rng, rows, range(classes)), average="weighted")


@check("micro pools the counts of all classes")
def micro(candidate, rng):
    """The micro score is off: sum TP, FP and FN over all classes and apply the formula once. Each wrong row is one false positive and one false negative."""
    agrees(candidate, np.array([0, 0, 0, 0, 1, 2]), np.array([0, 0, 1, 0, 2, 2]), average="micro")
    for rows, classes in [(15, 3), (40, 5)]:
        agrees(candidate, *sample(rng, rows, range(classes)), average="micro")
    agrees(candidate, np.array([0, 1, 2]), np.array([1, 2, 3]), average="micro")


@check("None gives one score per class in sorted order")
def per_class(candidate, rng):
    """With average=None the result is an array with the F1 of every class of y_true or y_pred, sorted by label, not in order of appearance."""
    agrees(candidate, np.array([2, 0, 1, 0, 2]), np.array([2, 1, 1, 0, 0]), average=None)
    agrees(candidate, np.array([9, -3, 4, 10, 9, 9]), np.array([9, 9, 4, -3, 70, 4]), average=None)
    agrees(candidate, ["pear", "fig", "fig", "apple", "pear"], ["fig", "fig", "plum", "apple", "pear"], average=None)
    agrees(candidate, *sample(rng, 40, range(12)), average=None)


@check("a class that is never right scores 0")
def never_right(candidate, rng):
    """A class that is never predicted, never true, or never right must score 0 instead of NaN or an error: its precision or recall is 0 / 0."""
    cases = [([0, 0, 0], [0, 0, 0]), ([1, 1], [0, 0]), ([0, 0], [1, 1]), ([0, 1, 2], [1, 2, 0]), ([3, 3, 1], [3, 4, 3]), ([1], [1])]
    for y_true, y_pred in cases:
        agrees(candidate, np.array(y_true), np.array(y_pred))
        agrees(candidate, np.array(y_true), np.array(y_pred), average=None)
    for y_true, y_pred in (cases[2], cases[3], cases[5]):
        agrees(candidate, np.array(y_true), np.array(y_pred), pos_label=8)
        for average in ("macro", "weighted", "micro"):
            agrees(candidate, np.array(y_true), np.array(y_pred), average=average)


@check("no rows")
def no_rows(candidate, rng):
    """Without rows the result is 0.0, and an empty array for average=None: a mean over nothing is NaN."""
    for average in ("binary", *AVERAGES):
        agrees(candidate, [], [], average=average)
    for average in ("macro", None):
        agrees(candidate, np.zeros(0, dtype=int), np.zeros(0, dtype=int), average=average)


@check("wrong arguments raise ValueError")
def wrong_arguments(candidate, rng):
    """An unknown average, and inputs of different lengths, must raise ValueError, without rows too: otherwise a typing error gives a wrong number without a word."""
    y_true, y_pred = sample(rng, 6, [0, 1])
    for average in ("samples", "Macro", "mean", ""):
        raises(lambda a=average: candidate.f1_score(y_true, y_pred, average=a), "ValueError")
    raises(lambda: candidate.f1_score([], [], average="samples"), "ValueError")
    for true_rows, rows, average in [(6, 5, "binary"), (1, 6, "macro"), (6, 0, "micro"), (0, 6, None)]:
        raises(lambda n=true_rows, m=rows, a=average: candidate.f1_score(y_true[:n], y_pred[:m], average=a), "ValueError")


@check("lists, strings and any integers")
def kinds_of_labels(candidate, rng):
    """An awkward but legal input failed: lists, strings, negative or large integers, small integer dtypes, or a strided view."""
    for labels in ([-3, 2, 70_000], ["no", "perhaps", "yes"]):
        y_true, y_pred = sample(rng, 14, labels)
        agrees(candidate, y_true, y_pred, average="macro")
        agrees(candidate, y_true.tolist(), y_pred.tolist(), average="weighted")
        agrees(candidate, y_true.tolist(), y_pred, average=None)
        agrees(candidate, y_true.tolist(), y_pred.tolist(), pos_label=labels[1])
        agrees(candidate, np.repeat(y_true, 2)[::2], np.repeat(y_pred, 2)[::2], pos_label=labels[2])
    agrees(candidate, np.array(["a", "b", "a"]), np.array(["ab", "b", "a"]), average=None)
    y_true, y_pred = sample(rng, 300, [0, 1])
    for average in ("binary", "macro", "weighted"):
        agrees(candidate, y_true.astype(np.uint8), y_pred.astype(np.uint8), average=average)
    agrees(candidate, y_true.astype(np.int8), y_pred.astype(np.int8), average="micro")


@check("the inputs are left alone")
def untouched(candidate, rng):
    """The scores of ordinary labels were off, although the labels were left alone."""
    y_true, y_pred = sample(rng, 9, [0, 1, 4])
    agrees(candidate, y_true, y_pred)
    agrees(candidate, y_true.tolist(), y_pred.tolist(), average="micro")


@check("a perfect prediction scores 1")
def perfect(candidate, rng):
    """When every row is right each score is 1, also with classes of very different size."""
    y_true, _ = sample(rng, 25, [0, 1, 2])
    y_true[:3] = [0, 1, 2]
    for average in ("binary", "macro", "weighted", "micro"):
        close(number(candidate.f1_score(y_true, y_true.copy(), average=average)), 1.0, rtol=1e-6, what=f"f1_score(y, y, average={average!r})")
    close(array(candidate.f1_score(y_true, y_true.copy(), average=None), shape=(3,)), np.ones(3), rtol=1e-6, what="f1_score(y, y, average=None)")


@probe
def outputs(candidate, rng):
    for rows, labels in [(8, [0, 1]), (20, [0, 1, 2, 5]), (15, ["no", "perhaps", "yes"]), (14, [-3, 2, 70_000]), (300, [0, 1]), (1, [1, 2])]:
        y_true, y_pred = sample(rng, rows, labels)
        yield lambda: everything(candidate, y_true, y_pred, labels[1])
        yield lambda: everything(candidate, y_true.tolist(), y_pred.tolist(), labels[0])
    for y_true, y_pred in [([0, 0, 0], [0, 0, 0]), ([1, 1], [0, 0]), ([0, 0], [1, 1]), ([0, 1, 2], [1, 2, 0]), ([3, 3, 1], [3, 4, 3]), ([0, 0, 0, 1, 1, 2], [0, 0, 3, 1, 0, 1])]:
        yield lambda: everything(candidate, np.array(y_true), np.array(y_pred), 1)
    yield lambda: float(candidate.f1_score(np.array([1, 1, 0]), np.array([1, 0, 1])))
    yield lambda: float(candidate.f1_score(np.array([1, 1, 0]), np.array([1, 0, 1]), pos_label=8))
    yield lambda: float(candidate.f1_score(np.array([1, 1, 0, 0]), np.array([1, 0, 0, 0]), pos_label=0))
    for average in ("binary", *AVERAGES):
        yield lambda: np.asarray(candidate.f1_score([], [], average=average))
        yield lambda: np.asarray(candidate.f1_score(np.zeros(0, dtype=int), np.zeros(0, dtype=int), average=average))
        for short in (0, 1, 5):
            yield lambda: np.asarray(candidate.f1_score(np.arange(6), np.arange(short), average=average))
            yield lambda: np.asarray(candidate.f1_score(np.arange(short), np.arange(6), average=average))
    for average in ("samples", "Macro", ""):
        yield lambda: float(candidate.f1_score(np.array([1, 0, 1]), np.array([1, 1, 0]), average=average))
    yield lambda: everything(candidate, np.array([9, -3, 4, 10, 9, 9]), np.array([9, 9, 4, -3, 70, 4]), 9)
    yield lambda: everything(candidate, np.array(["a", "b", "a"]), np.array(["ab", "b", "a"]), "a")
    small = rng.integers(0, 2, size=(2, 300)).astype(np.uint8)
    yield lambda: everything(candidate, small[0], small[1], 1)


def everything(candidate, y_true, y_pred, pos_label):
    found = [float(candidate.f1_score(y_true, y_pred, average=average)) for average in ("macro", "weighted", "micro")]
    found.append(float(candidate.f1_score(y_true, y_pred, pos_label=pos_label)))
    return [np.array(found), np.asarray(candidate.f1_score(y_true, y_pred, average=None), dtype=float)]


@workload("rows", sizes=(10_000, 40_000, 160_000), why_slow="comparing all rows once per class, or a Python loop over rows; turn labels into numbers with np.unique and count with np.bincount")
def growing(candidate, rng, n):
    y_true, y_pred = sample(rng, n, range(30))
    return lambda: candidate.f1_score(y_true, y_pred, average="macro")
