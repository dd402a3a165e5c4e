from hotseat.judge.checks import check, close, probe, raises, same, workload

NAN = float("nan")


def logged(candidate, runs):
    """A tracker with {run: {metric: {step: value}}}."""
    tracker = candidate.ExperimentTracker()
    fill(tracker, runs)
    return tracker


def fill(tracker, runs):
    for run, metrics in runs.items():
        for metric, values in metrics.items():
            for step, value in values.items():
                tracker.log(run, metric, step, value)


def accuracies(**values):
    """{run: {"acc": {step: value}}} from lists of values, or one value."""
    return {run: {"acc": dict(enumerate(each if isinstance(each, list) else [each]))} for run, each in values.items()}


def drawn(rng, count=2):
    """Different floats in rising order, none of them zero."""
    return [float(each) / 8 for each in sorted(rng.choice(400, size=count, replace=False) + 1)]


def family(tracker):
    """Six runs on three levels of nesting; root and solo stand alone."""
    tracker.start("root", tags={"team": "ads", "model": "tree", "seed": "1"})
    tracker.start("fold", parent="root", tags={"model": "net"})
    tracker.start("solo", tags={"team": "ads", "model": "net"})
    tracker.start("trial", "fold", {"seed": "7"})
    tracker.start("plain", parent="root")
    tracker.start("other", tags={"team": "search"})


# --- level 1 --------------------------------------------------------------------------------------------------------


@check("level 1: a series is in the order of its steps", is_shown=True)
def in_order(candidate, rng):
    """series must list (step, value) by rising steps whatever the order of the calls, and last must take the value at the greatest step."""
    tracker = candidate.ExperimentTracker()
    same(tracker.series("a", "loss"), [], what="series of an unknown run")
    same(tracker.last("a", "loss"), None, what="last of an unknown run")
    values = drawn(rng, 12)
    steps = [int(each) for each in rng.permutation(12)]
    steps = steps[::-1] if steps[-1] == 11 else steps
    for step in steps:
        tracker.log("a", "loss", step, values[step])
    tracker.log("b", "loss", 3, 0.5)
    tracker.log("a", "acc", 5, 0.25)
    same(tracker.series("a", "loss"), list(enumerate(values)), what="series")
    same(tracker.last("a", "loss"), values[11], what="last")
    same([tracker.last("b", "loss"), tracker.last("a", "acc"), tracker.last("b", "acc")], [0.5, 0.25, None], what="last of others")
    same(tracker.series("a", "f1"), [], what="series of an unknown metric")
    same(tracker.runs(), ["a", "b"], what="runs() after reads of what is not there")
    same(candidate.ExperimentTracker().runs(), [], because="A second tracker shows runs of the first: keep the data in the object, not in the class.")


@check("level 1: another value at a step replaces")
def replaces(candidate, rng):
    """A second value for the same run, metric and step must take the place of the first, and of no other."""
    tracker, (first, second, third) = candidate.ExperimentTracker(), drawn(rng, 3)
    for step, value in ((2, first), (1, second), (2, third)):
        tracker.log("a", "loss", step, value)
        tracker.log("a", "acc", step, 1.0)
        tracker.log("b", "loss", step, 2.0)
    same(tracker.series("a", "loss"), [(1, second), (2, third)], what="series")
    same(tracker.last("a", "loss"), third, what="last")
    same(tracker.series("b", "loss"), [(1, 2.0), (2, 2.0)], what="series of another run")


@check("level 1: zero and NaN are values")
def odd_values(candidate, rng):
    """Zero and NaN must be kept and returned like any other value, and so must step 0."""
    tracker = logged(candidate, {"a": {"loss": {0: 0.0}, "acc": {0: 1.0, 1: NAN}, "f1": {0: NAN, 4: 0.0}}})
    same(tracker.series("a", "loss"), [(0, 0.0)], what="series with a zero")
    same(tracker.last("a", "loss"), 0.0, what="last that is zero")
    same(tracker.series("a", "acc"), [(0, 1.0), (1, NAN)], what="series with NaN")
    same(tracker.last("a", "acc"), NAN, what="last that is NaN")
    same([tracker.last("a", "f1"), len(tracker.series("a", "f1"))], [0.0, 2], what="last and the length of the series")


@check("level 1: runs come in the order in which they began")
def run_order(candidate, rng):
    """runs must list each run once, by the first call of log for it: not sorted by name, not by the latest call."""
    names = [f"run-{each}" for each in rng.permutation(9)]
    names = names[::-1] if names == sorted(names) else names
    tracker = candidate.ExperimentTracker()
    for run in (*names, *names[::-1]):
        tracker.log(run, "loss", 1, 0.5)
        tracker.log(run, "acc", 1, 0.5)
    same(tracker.runs(), names, what="runs()")


# --- level 2 --------------------------------------------------------------------------------------------------------


@check("level 2: the best run has the best value at any step", is_shown=True)
def best_run(candidate, rng):
    """The score of a run is its best value at any step, not the last one; best must name the run, the step and the value."""
    low, middle, high, top = drawn(rng, 4)
    tracker = logged(candidate, accuracies(a=[low, high, middle], b=[middle, top, low], c=[low, middle, high]))
    tracker.log("a", "loss", 5, 0.5)
    same([tracker.score(run, "acc") for run in "abc"], [high, top, high], what="the scores")
    same([tracker.score("b", "loss"), tracker.score("nobody", "acc")], [None, None], what="the scores of what was not logged")
    same(tracker.best("acc"), ("b", 1, top), what="best('acc')")
    same(tracker.best("loss"), ("a", 5, 0.5), what="best('loss')")
    same(tracker.best("f1"), None, what="best of an unknown metric")
    same(candidate.ExperimentTracker().best("acc"), None, what="best in an empty tracker")


@check("level 2: direction decides what is best")
def directions(candidate, rng):
    """With direction="min" the smallest value is the best, also among negative ones; anything but "max" and "min" is a ValueError, also where there is nothing to compare."""
    low, middle, high = drawn(rng, 3)
    tracker = logged(candidate, accuracies(a=[middle, high], b=[high, low], c=[-high, -low]))
    same([tracker.score(run, "acc", "min") for run in "abc"], [middle, low, -high], what="the scores with direction='min'")
    same([tracker.score(run, "acc", "max") for run in "abc"], [high, high, -low], what="the scores with direction='max'")
    same(tracker.best("acc", direction="min"), ("c", 0, -high), what="best('acc', direction='min')")
    same(logged(candidate, accuracies(x=[-high, -low])).best("acc"), ("x", 1, -low), what="best of negative values")
    empty = candidate.ExperimentTracker()
    raises(lambda: empty.best("acc", "MAX"), "ValueError")
    raises(lambda: empty.score("a", "acc", "MAX"), "ValueError")
    for direction in ("smallest", "MAX", ""):
        raises(lambda each=direction: tracker.score("a", "acc", each), "ValueError")
        raises(lambda each=direction: tracker.best("acc", each), "ValueError")


@check("level 2: of equal scores the first run and the smallest step count")
def ties(candidate, rng):
    """Of several runs with the best score best must take the first in runs(), and of several steps of that run the smallest, in both directions."""
    low, high = drawn(rng)
    for direction, good, bad in (("max", high, low), ("min", low, high)):
        tracker = logged(candidate, accuracies(z=bad, m=[bad, good, bad, good], a=[good], q=[bad, good]))
        same(tracker.best("acc", direction), ("m", 1, good), what=f"best('acc', {direction!r})")
        tracker = candidate.ExperimentTracker()
        for step in (9, 4, 7):
            tracker.log("a", "acc", step, good)
        same(tracker.best("acc", direction), ("a", 4, good), what=f"best('acc', {direction!r}) when steps came in another order")


@check("level 2: NaN counts for nothing")
def without_nan(candidate, rng):
    """NaN must be left out of score, best and summary: comparisons with it are always false, so max, min and sorting go wrong quietly."""
    low, middle, high = drawn(rng, 3)
    tracker = logged(candidate, accuracies(d=[NAN, NAN], a=[NAN, high, middle, NAN], b=[low, NAN, middle]))
    for direction, of_a, best in (("max", high, ("a", 1, high)), ("min", middle, ("b", 0, low))):
        same([tracker.score(run, "acc", direction) for run in "da"], [None, of_a], what=f"the scores with direction={direction!r}")
        same(tracker.best("acc", direction), best, what=f"best('acc', {direction!r})")
    close(tracker.summary("a", "acc"), {"count": 2, "min": middle, "max": high, "mean": (high + middle) / 2, "last": middle}, what="summary of a run with NaN")
    same(tracker.summary("d", "acc"), None, what="summary of a run with nothing but NaN")
    same(logged(candidate, accuracies(d=NAN)).best("acc"), None, what="best when every value is NaN")


@check("level 2: a summary tells count, min, max, mean and last")
def summaries(candidate, rng):
    """summary must hold exactly count, min, max, mean and last of the numbers of one series, or be None where there are none."""
    values = [float(each) for each in rng.normal(size=9)]
    tracker = logged(candidate, accuracies(a=values, b=[0.0]))
    wanted = {"count": 9, "min": min(values), "max": max(values), "mean": sum(values) / 9, "last": values[-1]}
    close(tracker.summary("a", "acc"), wanted, what="summary")
    close(tracker.summary("b", "acc"), {"count": 1, "min": 0.0, "max": 0.0, "mean": 0.0, "last": 0.0}, what="summary of one zero")
    same([tracker.summary("a", "loss"), tracker.summary("nobody", "acc")], [None, None], what="summary of what was not logged")
    tracker.log("b", "acc", 0, values[0])
    close(tracker.summary("b", "acc")["mean"], values[0], what="the mean after the value was replaced")


# --- level 3 --------------------------------------------------------------------------------------------------------


@check("level 3: tags come from all runs above, the nearest wins", is_shown=True)
def inherited(candidate, rng):
    """tags must hold the run's own tags and those of every run above it, the nearest run winning where a tag occurs more than once."""
    tracker = candidate.ExperimentTracker()
    tracker.log("early", "loss", 0, 0.5)
    family(tracker)
    tracker.start("leaf", parent="trial", tags={"team": "video"})
    tracker.start("late", parent="early", tags={"x": "y"})
    wanted = {
        "early": {},
        "root": {"team": "ads", "model": "tree", "seed": "1"},
        "fold": {"team": "ads", "model": "net", "seed": "1"},
        "trial": {"team": "ads", "model": "net", "seed": "7"},
        "plain": {"team": "ads", "model": "tree", "seed": "1"},
        "leaf": {"team": "video", "model": "net", "seed": "7"},
        "solo": {"team": "ads", "model": "net"},
        "late": {"x": "y"},
    }
    same({run: tracker.tags(run) for run in wanted}, wanted, what="tags of every run")
    same(tracker.runs(), ["early", "root", "fold", "solo", "trial", "plain", "other", "leaf", "late"], what="runs()")
    same([tracker.series("root", "loss"), tracker.last("root", "loss"), tracker.score("root", "loss")], [[], None, None], what="series, last and score of a run without values")


@check("level 3: start refuses what cannot be")
def refusals(candidate, rng):
    """start must raise ValueError for a run that exists (by start or by log) and for a parent that does not, and leave everything as it was."""
    tracker = candidate.ExperimentTracker()
    family(tracker)
    tracker.log("logged", "loss", 0, 0.5)
    raises(lambda: tracker.start("solo", parent="root", tags={"team": "x"}), "ValueError")
    raises(lambda: tracker.start("logged"), "ValueError")
    raises(lambda: tracker.start("lost", parent="nobody"), "ValueError")
    raises(lambda: tracker.start("self", parent="self"), "ValueError")
    same(tracker.runs(), ["root", "fold", "solo", "trial", "plain", "other", "logged"], what="runs() after refusals")
    same(tracker.tags("solo"), {"team": "ads", "model": "net"}, what="tags after refusals")
    tracker.start("lost", parent="logged")
    tracker.log("lost", "loss", 0, 0.25)
    same(tracker.runs()[-2:], ["logged", "lost"], what="the last of runs() after start and log")


@check("level 3: find takes the runs with all tags")
def by_tags(candidate, rng):
    """find must take the runs for which every tag of where has that value, inherited tags included, in the order of runs()."""
    tracker = candidate.ExperimentTracker()
    family(tracker)
    queries = [
        (None, ["root", "fold", "solo", "trial", "plain", "other"]),
        ({}, ["root", "fold", "solo", "trial", "plain", "other"]),
        ({"team": "ads"}, ["root", "fold", "solo", "trial", "plain"]),
        ({"team": "ads", "model": "net"}, ["fold", "solo", "trial"]),
        ({"model": "tree"}, ["root", "plain"]),
        ({"seed": "1"}, ["root", "fold", "plain"]),
        ({"team": "search", "model": "net"}, []),
        ({"nothing": "here"}, []),
    ]
    for where, wanted in queries:
        same(tracker.find(where), wanted, what=f"find({where})")


@check("level 3: find looks below a run at any depth")
def below(candidate, rng):
    """With under, find must take the runs whose chain of parents contains that run, at any depth, without the run itself."""
    tracker = candidate.ExperimentTracker()
    family(tracker)
    tracker.start("leaf", parent="trial", tags={"model": "tree"})
    wanted = {"root": ["fold", "trial", "plain", "leaf"], "fold": ["trial", "leaf"], "trial": ["leaf"], "leaf": [], "solo": []}
    same({run: tracker.find(under=run) for run in wanted}, wanted, what="find(under=run)")
    same(tracker.find({"model": "tree"}, under="root"), ["plain", "leaf"], what="find({'model': 'tree'}, under='root')")


@check("level 3: find sorts by score, runs without one last")
def sorting(candidate, rng):
    """With sort_by, the best score comes first, equal scores stay in the order of runs() in both directions, and runs without a score (nothing logged, or only NaN) come last in that order."""
    low, middle, high = drawn(rng, 3)
    tracker = candidate.ExperimentTracker()
    family(tracker)
    fill(tracker, accuracies(solo=[middle], root=[NAN], late=[low, high], trial=[middle], plain=[high, low], q=[middle], b=[-1.0, NAN]))
    # runs(): root fold solo trial plain other late q b
    same(tracker.find(sort_by="acc"), ["plain", "late", "solo", "trial", "q", "b", "root", "fold", "other"], what="find(sort_by='acc')")
    same(tracker.find(sort_by="acc", direction="min"), ["b", "plain", "late", "solo", "trial", "q", "root", "fold", "other"], what="find(sort_by='acc', direction='min')")
    same(tracker.find({"team": "ads"}, sort_by="acc"), ["plain", "solo", "trial", "root", "fold"], what="find({'team': 'ads'}, sort_by='acc')")
    same(tracker.find(under="root", sort_by="acc", direction="min"), ["plain", "trial", "fold"], what="find(under='root', sort_by='acc', direction='min')")
    same(tracker.find(sort_by="f1"), tracker.runs(), what="find by a metric that nobody logged")
    raises(lambda: tracker.find(sort_by="acc", direction="best"), "ValueError")
    raises(lambda: candidate.ExperimentTracker().find(direction="best"), "ValueError")


# --- level 4 --------------------------------------------------------------------------------------------------------


@check("level 4: merge unites two trackers", is_shown=True)
def merging(candidate, rng):
    """merge must add the other's runs behind the present ones, unite the series with the other's values winning, and keep parents and own tags of runs that both have, adding tags that only the other has."""
    ours, theirs = candidate.ExperimentTracker(), candidate.ExperimentTracker()
    first, second, third = drawn(rng, 3)
    ours.start("top", tags={"team": "ads"})
    ours.start("both", parent="top", tags={"seed": "1"})
    ours.start("lone")
    fill(ours, {"both": {"acc": {0: first, 1: first}, "loss": {3: first}}})
    theirs.start("z", tags={"team": "search", "gpu": "yes"})
    theirs.start("both", parent="z", tags={"seed": "2", "data": "v3"})
    theirs.start("a", parent="both", tags={"fold": "4"})
    theirs.start("lone", parent="z")
    fill(theirs, {"both": {"acc": {1: second, 2: third}, "f1": {0: third}}, "a": {"acc": {5: second}}})
    ours.merge(theirs)
    same(ours.runs(), ["top", "both", "lone", "z", "a"], what="runs() after merge")
    same(ours.series("both", "acc"), [(0, first), (1, second), (2, third)], what="the united series")
    same([ours.last("both", "loss"), ours.last("both", "f1"), ours.last("a", "acc")], [first, third, second], what="last of other metrics")
    wanted = {
        "both": {"team": "ads", "seed": "1", "data": "v3"},
        "a": {"team": "ads", "seed": "1", "data": "v3", "fold": "4"},
        "z": {"team": "search", "gpu": "yes"},
        "lone": {},
    }
    same({run: ours.tags(run) for run in wanted}, wanted, what="tags after merge")
    same([ours.find(under="top"), ours.find(under="z")], [["both", "a"], []], what="find below top and below z")
    ours.merge(candidate.ExperimentTracker())
    same(ours.runs(), ["top", "both", "lone", "z", "a"], what="runs() after merge of an empty tracker")


@check("level 4: merged trackers stay independent")
def independent(candidate, rng):
    """After merge, what is logged to one tracker must not appear in the other: copy the inner dicts and lists as well."""
    first, second = drawn(rng)
    ours, theirs = logged(candidate, accuracies(both=first)), candidate.ExperimentTracker()
    theirs.start("new", tags={"team": "ads"})
    fill(theirs, {"new": {"acc": {0: first}}, "both": {"loss": {0: first}}})
    ours.merge(theirs)
    same([theirs.runs(), theirs.series("both", "acc")], [["new", "both"], []], what="runs() and a series of the other tracker after merge")
    ours.log("new", "acc", 1, second)
    ours.log("both", "loss", 1, second)
    theirs.log("new", "acc", 0, second)
    theirs.log("both", "loss", 2, second)
    same([ours.series("new", "acc"), ours.series("both", "loss")], [[(0, first), (1, second)]] + [[(0, first), (1, second)]], what="two series of the tracker that merged")
    same([theirs.series("new", "acc"), theirs.series("both", "loss")], [[(0, second)], [(0, first), (2, second)]], what="two series of the other tracker")


@check("level 4: the best of each group are kept")
def retention(candidate, rng):
    """keep must leave the first k of each group, in the order of find, and return the others in the order of runs(); tags from runs above count, and runs without the tag form one group."""
    values = [float(each) for each in rng.permutation(12)]

    def filled():
        tracker = candidate.ExperimentTracker()
        tracker.start("ads", tags={"team": "ads"})
        tracker.start("search", tags={"team": "search"})
        for place in range(12):
            tracker.start(f"r{place}", parent=(None, "ads", "search")[place % 3])
            tracker.log(f"r{place}", "acc", 0, values[place])
        return tracker

    for direction, sign in (("max", -1), ("min", 1)):
        for k in (2, 3):
            tracker = filled()
            groups = [sorted(range(start, 12, 3), key=lambda place: sign * values[place]) for start in range(3)]
            gone = sorted(place for group in groups for place in group[k:])
            same(tracker.keep(k, "acc", direction=direction, group="team"), [f"r{place}" for place in gone], what=f"keep({k}, 'acc', {direction!r}, group='team')")
            same(tracker.runs(), ["ads", "search", *(f"r{place}" for place in range(12) if place not in gone)], what="runs() after keep")
            same(tracker.series(f"r{gone[0]}", "acc"), [], what="the series of a run that was removed")
    tracker = logged(candidate, accuracies(a=0.5, d=NAN, b=0.75, c=0.5, e=0.25))
    same(tracker.keep(2, "acc"), ["d", "c", "e"], what="keep(2, 'acc') where two runs tie")
    same(tracker.keep(5, "acc"), [], what="keep(5, 'acc') of two runs")
    raises(lambda: tracker.keep(1, "acc", direction="best"), "ValueError")
    raises(lambda: candidate.ExperimentTracker().keep(1, "acc", direction="best"), "ValueError")
    same(tracker.keep(0, "acc"), ["a", "b"], what="keep(0, 'acc')")
    same([tracker.runs(), tracker.best("acc")], [[], None], what="runs() and best after keep(0, 'acc')")
    tracker.log("b", "loss", 0, 1.0)
    same([tracker.runs(), tracker.series("b", "acc")], [["b"], []], what="runs() and a series when a removed run is logged again")


@check("level 4: runs above a kept run stay")
def parents_stay(candidate, rng):
    """A run above a kept run must stay, at any depth, even when its own score is poor or missing: without it the kept run would lose its parent and its tags."""
    low, middle, high = drawn(rng, 3)
    tracker = candidate.ExperimentTracker()
    family(tracker)
    fill(tracker, accuracies(root=low, trial=high, solo=middle, plain=low))
    same(tracker.keep(1, "acc"), ["solo", "plain", "other"], what="keep(1, 'acc')")
    same(tracker.runs(), ["root", "fold", "trial"], what="runs() after keep")
    same(tracker.tags("trial"), {"team": "ads", "model": "net", "seed": "7"}, what="tags after keep")
    same(tracker.find(under="root"), ["fold", "trial"], what="find(under='root') after keep")


@check("level 4: diff shows what differs")
def difference(candidate, rng):
    """diff must compare the tags (inherited ones included) and the last numbers of all metrics of either run, give pairs for what differs only, and None for what a run lacks."""
    low, high = drawn(rng)
    tracker = candidate.ExperimentTracker()
    family(tracker)
    fill(tracker, {"fold": {"acc": {0: low, 1: high}, "loss": {0: low}, "f1": {2: high, 3: NAN}, "auc": {0: NAN}}})
    fill(tracker, {"solo": {"acc": {0: high, 1: low}, "loss": {0: high, 7: low}, "map": {0: 0.0}, "f1": {0: high}}})
    same(tracker.diff("fold", "solo"), {"tags": {"seed": ("1", None)}, "metrics": {"acc": (high, low), "map": (None, 0.0)}}, what="diff('fold', 'solo')")
    same(tracker.diff("solo", "fold"), {"tags": {"seed": (None, "1")}, "metrics": {"acc": (low, high), "map": (0.0, None)}}, what="diff('solo', 'fold')")
    same(tracker.diff("root", "plain"), {"tags": {}, "metrics": {}}, what="diff of a run and one below it without tags of its own")
    same(tracker.diff("root", "trial"), {"tags": {"model": ("tree", "net"), "seed": ("1", "7")}, "metrics": {}}, what="diff('root', 'trial')")
    same(tracker.runs(), ["root", "fold", "solo", "trial", "plain", "other"], what="runs() after diff")


@probe
def outputs(candidate, rng):
    yield from level_1(candidate)
    yield from level_2(candidate)
    yield from level_3(candidate)
    yield from level_4(candidate)


def level_1(candidate):
    tracker = candidate.ExperimentTracker()
    yield lambda: [tracker.series("q", "x"), tracker.last("q", "x"), tracker.runs()]

    def calls():
        for run, metric, step, value in [("q", "x", 4, 2.0), ("b", "x", 2, 0.0), ("q", "x", 1, 3.0), ("q", "x", 1, 5.0), ("q", "y", 0, NAN), ("a", "x", 0, 1.0), ("b", "x", 0, NAN)]:
            tracker.log(run, metric, step, value)

    yield calls
    for metric in "xyz":
        yield lambda metric=metric: [[list(map(str, pair)) for pair in tracker.series(run, metric)] for run in "qbac"]
        yield lambda metric=metric: [tracker.last(run, metric) for run in "qbac"]
    yield tracker.runs
    yield lambda: candidate.ExperimentTracker().runs()


SERIES = {
    "d": [NAN],
    "m": [1.0, 3.0, 2.0, 3.0],
    "a": [NAN, 3.0, -2.0],
    "q": [2.0, NAN, -2.0, -2.0, NAN],
    "e": [0.0],
}


def level_2(candidate):
    tracker = logged(candidate, accuracies(**SERIES))
    for direction in ("max", "min"):
        yield lambda each=direction: [tracker.score(run, "acc", each) for run in (*SERIES, "nobody")]
        yield lambda each=direction: [tracker.best("acc", each), tracker.best("loss", each), candidate.ExperimentTracker().best("acc", each)]
    yield lambda: [tracker.score("m", "acc"), tracker.best("acc")]
    for direction in ("lowest", "MIN"):
        yield lambda each=direction: tracker.score("m", "acc", each)
        yield lambda each=direction: tracker.best("acc", each)
    yield lambda: [tracker.summary(run, "acc") for run in (*SERIES, "nobody")]
    yield lambda: logged(candidate, accuracies(a=[NAN, 1.0], b=[0.5, NAN])).best("acc", "min")
    yield lambda: logged(candidate, accuracies(x=[NAN])).best("acc")


def level_3(candidate):
    tracker = candidate.ExperimentTracker()
    yield lambda: family(tracker)
    yield lambda: fill(tracker, accuracies(solo=1.0, root=NAN, late=[0.0, 2.0], trial=1.0, plain=2.0, b=-1.0))
    yield lambda: tracker.start("leaf", parent="trial", tags={"team": "video", "model": "tree"})
    for run, parent in (("solo", None), ("b", None), ("lost", "nobody"), ("root", "root")):
        yield lambda run=run, parent=parent: tracker.start(run, parent=parent, tags={"q": "q"})
    yield tracker.runs
    yield lambda: [tracker.tags(run) for run in ("root", "fold", "solo", "trial", "plain", "other", "late", "leaf")]
    for where in (None, {}, {"team": "ads"}, {"team": "ads", "model": "net"}, {"seed": "1", "model": "tree"}, {"no": "no"}, {"team": "video"}):
        yield lambda where=where: tracker.find(where)
        yield lambda where=where: tracker.find(where, under="root", sort_by="acc")
    for run in ("root", "fold", "trial", "leaf", "solo"):
        yield lambda run=run: tracker.find(under=run)
    for metric in ("acc", "loss"):
        for direction in ("max", "min"):
            yield lambda metric=metric, each=direction: tracker.find(sort_by=metric, direction=each)
    yield lambda: tracker.find(sort_by="acc", direction="up")


def level_4(candidate):
    def pair():
        ours, theirs = candidate.ExperimentTracker(), candidate.ExperimentTracker()
        family(ours)
        fill(ours, accuracies(solo=[1.0, 2.0], trial=5.0, plain=[0.5]))
        theirs.start("z", tags={"team": "search", "gpu": "yes"})
        theirs.start("solo", parent="z", tags={"model": "tree", "data": "v3"})
        theirs.start("a", parent="solo", tags={"fold": "4"})
        fill(theirs, {"solo": {"acc": {1: 7.0, 2: 1.5}, "f1": {0: NAN, 1: 0.0}}, "a": {"acc": {5: 4.0}}, "b": {"f1": {0: 1.0, 2: NAN}}})
        return ours, theirs

    def told(tracker):
        runs = tracker.runs()
        return runs, [tracker.tags(run) for run in runs], [[tracker.series(run, metric) for metric in ("acc", "f1")] for run in runs], [tracker.find(under=run) for run in runs]

    def merged(*later):
        ours, theirs = pair()
        ours.merge(theirs)
        for which, *arguments in later:
            (ours, theirs)[which].log(*arguments)
        return ours, theirs

    yield lambda: told(merged()[0])
    yield lambda: told(merged()[1])
    for later in ((0, "a", "acc", 9, 1.0), (1, "a", "acc", 9, 1.0), (0, "solo", "f1", 9, 1.0), (1, "solo", "f1", 9, 1.0), (1, "b", "new", 0, 1.0)):
        yield lambda later=later: [told(each) for each in merged(later)]
    for k in (0, 1, 2, 4):
        for direction in ("max", "min"):
            for group in (None, "team", "model", "gpu"):

                def kept(k=k, direction=direction, group=group):
                    tracker = merged()[0]
                    return tracker.keep(k, "acc", direction=direction, group=group), tracker.runs()

                yield kept
    for one, other in (("solo", "trial"), ("root", "plain"), ("a", "b"), ("b", "a"), ("fold", "other"), ("b", "root")):
        yield lambda one=one, other=other: merged()[0].diff(one, other)


@workload("runs", sizes=(100, 200, 400, 800), why_slow="looking through the values of all runs for each run; keep the values of a run with that run")
def growing(candidate, rng, n):
    tracker = candidate.ExperimentTracker()
    for run, value in enumerate(rng.normal(size=n).tolist()):
        tracker.log(f"run-{run}", "acc", 0, value)
    return lambda: tracker.find(sort_by="acc")
