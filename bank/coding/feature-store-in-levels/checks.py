from hotseat.judge.checks import check, probe, same, workload

NAMES = ("user:1", "user:10", "user-1", "user:2", "item", "", "user:1/a")
FEATURES = ("age", "clicks", "a:b", "")


class Oracle:
    """The rules as stated, by looking through all writes."""

    def __init__(self):
        self.writes = {}  # (entity, feature) -> {time: (value, ttl)}; the value of a delete is None

    def set(self, entity, feature, value, time=0, ttl=None):
        self.writes.setdefault((entity, feature), {})[time] = (value, ttl)

    def delete(self, entity, feature, time=0):
        if self.get(entity, feature, time) is None:
            return False
        self.set(entity, feature, None, time)
        return True

    def get(self, entity, feature, time=None, is_before=False):
        writes = self.writes.get((entity, feature), {})
        known = [each for each in writes if time is None or each < time or (each == time and not is_before)]
        if not known:
            return None
        value, ttl = writes[max(known)]
        has_expired = time is not None and ttl is not None and time >= max(known) + ttl
        return None if has_expired else value

    def scan(self, prefix="", time=None):
        rows = [(entity, feature, self.get(entity, feature, time)) for entity, feature in sorted(self.writes)]
        return [row for row in rows if row[0].startswith(prefix) and row[2] is not None]

    def get_all(self, entity, time=None):
        return {feature: value for name, feature, value in self.scan(entity, time) if name == entity}

    def frame(self, rows, features):
        return [[self.get(entity, feature, time, is_before=True) for feature in features] for entity, time in rows]


def write_both(store, oracle, rng, count, *, last_time=12, has_ttl=False):
    """Writes at random in the candidate's store and the oracle; what delete returned in both, in turn."""
    said, wanted = [], []
    for _ in range(count):
        entity, feature = NAMES[rng.integers(3)], FEATURES[rng.integers(2)]
        time = int(rng.integers(last_time + 1))
        if rng.random() < 0.25:
            said.append(store.delete(entity, feature, time=time))
            wanted.append(oracle.delete(entity, feature, time))
        else:
            value = int(rng.integers(1000))
            more = {"ttl": int(rng.integers(1, 6))} if has_ttl and rng.random() < 0.6 else {}
            store.set(entity, feature, value, time=time, **more)
            oracle.set(entity, feature, value, time, **more)
    return said, wanted


def reads_agree(store, oracle, times=(None, 0, 3, 5, 8, 13)):
    """Everything as of several times, and one feature by itself."""
    for time in times:
        for entity in NAMES[:3]:
            same(store.get_all(entity, time=time), oracle.get_all(entity, time), what=f"get_all({entity!r}, time={time})")
    got = [store.get(NAMES[0], FEATURES[0], time=time) for time in times]
    same(got, [oracle.get(NAMES[0], FEATURES[0], time) for time in times], what=f"get({NAMES[0]!r}, {FEATURES[0]!r}) as of {list(times)}")


def drawn(rng, count=2):
    """Different positive integers."""
    return [int(each) for each in rng.choice(900, size=count, replace=False) + 1]


# --- level 1 --------------------------------------------------------------------------------------------------------


@check("level 1: a value that was set is read back", is_shown=True)
def read_back(candidate, rng):
    """get must return what was set last for this entity and feature, and None where nothing was set."""
    store, (first, second, third) = candidate.FeatureStore(), drawn(rng, 3)
    same(store.get("user:1", "age"), None, what="get before any set")
    store.set("user:1", "age", first)
    store.set("user:1", "clicks", second)
    store.set("user:2", "age", 0.5)
    same([store.get("user:1", "age"), store.get("user:1", "clicks"), store.get("user:2", "age")], [first, second, 0.5], what="three values")
    store.set("user:1", "age", third)
    same(store.get("user:1", "age"), third, what="a value that was replaced")
    same(store.get("user:2", "clicks"), None, what="a feature that this entity lacks")
    other = candidate.FeatureStore()
    same(other.get("user:1", "age"), None, because="A second store shows values of the first: keep the data in the object, not in the class or in a default argument.")


@check("level 1: zero, False and the empty string are values")
def falsy(candidate, rng):
    """A value that Python takes for false was treated as missing: compare with None, or ask whether the key is there."""
    store = candidate.FeatureStore()
    for feature, value in {"zero": 0, "no": False, "text": "", "float": 0.0}.items():
        store.set("item", feature, value)
        same(store.get("item", feature), value, what=f"get after set of {value!r}")
    same(store.get_all("item"), {"zero": 0, "no": False, "text": "", "float": 0.0}, what="get_all")
    same([store.delete("item", feature) for feature in ("zero", "no", "text")], [True] * 3, what="delete of such values")
    same(store.get_all("item"), {"float": 0.0}, what="get_all")


@check("level 1: delete says whether there was a value")
def deleting(candidate, rng):
    """delete must remove this one value and return True, and return False where there is none: for an unknown entity or feature, and a second time."""
    store, (first, second) = candidate.FeatureStore(), drawn(rng)
    same(store.delete("user:1", "age"), False, what="delete in an empty store")
    store.set("user:1", "age", first)
    store.set("user:1", "clicks", second)
    same(store.delete("user:1", "height"), False, what="delete of an unknown feature")
    same(store.delete("user:2", "age"), False, what="delete of an unknown entity")
    same(store.delete("user:1", "age"), True, what="delete of a value")
    same(store.get("user:1", "age"), None, what="get after delete")
    same(store.delete("user:1", "age"), False, what="a second delete")
    same(store.get("user:1", "clicks"), second, what="the other feature")
    store.set("user:1", "age", second)
    same(store.get("user:1", "age"), second, what="get after delete and set")


@check("level 1: names with any characters stay apart")
def apart(candidate, rng):
    """Two different pairs of names were mixed up: entity and feature are two strings of any characters, so joining them to one key is not safe."""
    store = candidate.FeatureStore()
    pairs = [(a, b) for mark in ":/|_.- ,\t\0" for a, b in (("x", f"y{mark}z"), (f"x{mark}y", "z"))] + [("", "xyz"), ("xyz", ""), ("xy", "z"), ("x", "yz")]
    values = drawn(rng, len(pairs))
    for pair, value in zip(pairs, values, strict=True):
        store.set(*pair, value)
    same([store.get(*pair) for pair in pairs], values, what="the values of all pairs")


@check("level 1: get_all lists what an entity has")
def listing(candidate, rng):
    """get_all must return a dict of the entity's features that have a value, and nothing of other entities or of what was deleted."""
    store, (first, second) = candidate.FeatureStore(), drawn(rng)
    same(store.get_all("user:1"), {}, what="get_all of an unknown entity")
    for entity in ("user:1", "user:10", "user"):
        for feature in ("clicks", "age"):
            store.set(entity, feature, first)
    store.set("user:1", "age", second)
    store.delete("user:10", "age")
    same(store.get_all("user:1"), {"clicks": first, "age": second}, what="get_all")
    same(store.get_all("user:10"), {"clicks": first}, what="get_all after delete")
    store.delete("user:10", "clicks")
    same(store.get_all("user:10"), {}, what="get_all when everything was deleted")


# --- level 2 --------------------------------------------------------------------------------------------------------


@check("level 2: a read gives the latest write that is not newer", is_shown=True)
def as_of(candidate, rng):
    """A read as of a time must take the write with the greatest time not above it (its own time counts); a read without a time the write with the greatest time of all."""
    store, (first, second, third) = candidate.FeatureStore(), drawn(rng, 3)
    store.set("user:1", "age", first, time=10)
    store.set("user:1", "age", second, time=20)
    store.set("user:1", "clicks", third)
    same([store.get("user:1", "age", time=time) for time in (0, 9, 10, 19, 20, 99)], [None, None, first, first, second, second], what="get as of 0, 9, 10, 19, 20 and 99")
    same(store.get("user:1", "age"), second, what="get without a time")
    same(store.get("user:1", "clicks", time=0), third, what="get as of 0 of a value that was set without a time")
    same(store.get_all("user:1", time=15), {"age": first, "clicks": third}, what="get_all as of 15")
    same(store.get_all("user:1", time=5), {"clicks": third}, what="get_all as of 5")
    same(store.get_all("user:1"), {"age": second, "clicks": third}, what="get_all without a time")


@check("level 2: writes may come in any order of time")
def any_order(candidate, rng):
    """The order of the calls decided where the times should: a write that comes late must take its place among the others by its time."""
    store, times = candidate.FeatureStore(), [int(each) for each in rng.permutation(range(2, 22, 2))]
    if times == sorted(times):
        times.reverse()
    for time in times:
        store.set("item", "price", 100 + time, time=time)
    wanted = [None, None, *(100 + time - time % 2 for time in range(2, 24))]
    wanted[22:] = [120, 120]
    same([store.get("item", "price", time=time) for time in range(24)], wanted, what="get as of 0 to 23")
    same(store.get("item", "price"), 120, what="get without a time")


@check("level 2: a write at the same time replaces")
def replacing(candidate, rng):
    """Of two writes of a feature at the same time the later call must win, also in the middle of the history and after a delete."""
    store, (first, second, third) = candidate.FeatureStore(), drawn(rng, 3)
    for value, time in ((first, 5), (third, 9), (second, 5)):
        store.set("item", "price", value, time=time)
    same([store.get("item", "price", time=time) for time in (4, 5, 8, 9)], [None, second, second, third], what="get as of 4, 5, 8 and 9")
    same(store.delete("item", "price", time=5), True, what="delete at the time of a write")
    same([store.get("item", "price", time=time) for time in (5, 8, 9)], [None, None, third], what="get as of 5, 8 and 9 after the delete")
    store.set("item", "price", first, time=5)
    same([store.get("item", "price", time=time) for time in (5, 8)], [first, first], what="get as of 5 and 8 after another set")


@check("level 2: a delete holds from its time on")
def delete_at(candidate, rng):
    """A delete must leave the values before its time and after the next write alone, and count as a write when another comes late."""
    store, (first, second, third) = candidate.FeatureStore(), drawn(rng, 3)
    store.set("user:1", "age", first, time=2)
    store.set("user:1", "age", second, time=8)
    same(store.delete("user:1", "age", time=5), True, what="delete")
    same([store.get("user:1", "age", time=time) for time in (1, 2, 4, 5, 7, 8)], [None, first, first, None, None, second], what="get as of 1, 2, 4, 5, 7 and 8")
    same(store.get("user:1", "age"), second, what="get without a time")
    same(store.get_all("user:1", time=6), {}, what="get_all as of 6")
    store.set("user:1", "age", third, time=3)
    same([store.get("user:1", "age", time=time) for time in (2, 3, 4, 5)], [first, third, third, None], what="get as of 2 to 5 after a late write at 3")
    same(store.delete("user:1", "age", time=9), True, what="delete of the latest value")
    same([store.get("user:1", "age"), store.get("user:1", "age", time=8)], [None, second], what="get without a time, and as of 8")


@check("level 2: a delete that finds nothing changes nothing")
def idle_delete(candidate, rng):
    """delete must look as of its own time: where there is no value then, it returns False and leaves no trace that hides a write which comes late."""
    store, (first, second) = candidate.FeatureStore(), drawn(rng)
    same(store.delete("item", "price", time=4), False, what="delete before any write")
    store.set("item", "price", first, time=6)
    same(store.delete("item", "price", time=5), False, what="delete before the first value")
    same(store.delete("item", "price"), False, what="delete as of time 0")
    store.set("item", "price", second, time=1)
    same([store.get("item", "price", time=time) for time in (0, 1, 4, 5, 6)], [None, second, second, second, first], what="get as of 0, 1, 4, 5 and 6")
    store, oracle = candidate.FeatureStore(), Oracle()
    said, wanted = write_both(store, oracle, rng, 30)
    same(said, wanted, what="what delete returned in a random history")
    reads_agree(store, oracle)


# --- level 3 --------------------------------------------------------------------------------------------------------


@check("level 3: a value lives for its ttl", is_shown=True)
def living(candidate, rng):
    """With a ttl the value holds from time to time + ttl - 1, and reads without a time ignore the ttl."""
    store, (first, second) = candidate.FeatureStore(), drawn(rng)
    store.set("user:1", "age", first, time=10, ttl=5)
    store.set("user:1", "clicks", second, time=10)
    same([store.get("user:1", "age", time=time) for time in (9, 10, 14, 15, 16)], [None, first, first, None, None], what="get as of 9, 10, 14, 15 and 16")
    same(store.get("user:1", "age"), first, what="get without a time")
    same(store.get_all("user:1", time=15), {"clicks": second}, what="get_all as of 15")
    store.set("user:2", "age", second, time=40)
    same(store.get_all("user:1"), {"age": first, "clicks": second}, what="get_all without a time")
    store.set("user:2", "clicks", first, ttl=1)
    same([store.get("user:2", "clicks", time=time) for time in (0, 1)], [first, None], what="get as of 0 and 1 with ttl=1")


@check("level 3: an expired value hides older ones")
def hiding(candidate, rng):
    """When a value expires there is none until the next later write: the value before it does not come back, and each write has its own ttl."""
    store, (first, second, third) = candidate.FeatureStore(), drawn(rng, 3)
    store.set("item", "price", first, time=0)
    store.set("item", "price", second, time=4, ttl=3)
    store.set("item", "price", third, time=9)
    same([store.get("item", "price", time=time) for time in (3, 4, 6, 7, 8, 9, 50)], [first, second, second, None, None, third, third], what="get as of 3, 4, 6, 7, 8, 9 and 50")
    store.set("item", "price", first, time=4)
    same(store.get("item", "price", time=8), first, what="get after the write at 4 was replaced by one without ttl")
    store.set("item", "price", second, time=9, ttl=2)
    same([store.get("item", "price", time=time) for time in (10, 11)], [second, None], what="get after the write at 9 was replaced by one with ttl=2")
    store.set("item", "price", third, time=4, ttl=1)
    same([store.get("item", "price", time=time) for time in (4, 5)], [third, None], what="get after the write at 4 was replaced by one with ttl=1")
    store, oracle = candidate.FeatureStore(), Oracle()
    said, wanted = write_both(store, oracle, rng, 30, has_ttl=True)
    same(said, wanted, what="what delete returned in a random history")
    reads_agree(store, oracle)


@check("level 3: delete finds no expired value")
def delete_expired(candidate, rng):
    """delete treats an expired value as none: it returns False and changes nothing; before the end of the ttl it deletes as ever."""
    store, (first, second) = candidate.FeatureStore(), drawn(rng)
    store.set("item", "price", first, time=2, ttl=4)
    same([store.delete("item", "price", time=time) for time in (6, 9)], [False, False], what="delete as of 6 and 9, when the value has expired")
    store.set("item", "price", second, time=3)
    same(store.get("item", "price", time=9), second, what="get as of 9 after a late write at 3")
    store.set("item", "stock", first, time=2, ttl=4)
    same(store.delete("item", "stock", time=5), True, what="delete as of 5, when the value still holds")
    same([store.get("item", "stock", time=time) for time in (4, 5)], [first, None], what="get as of 4 and 5")
    same(store.get("item", "stock"), None, what="get without a time after the delete")


@check("level 3: scan is sorted by entity, then feature", is_shown=True)
def scanning(candidate, rng):
    """scan must list (entity, feature, value) by entity and then by feature, two separate strings, whatever the order of the calls."""
    store, oracle = candidate.FeatureStore(), Oracle()
    same(store.scan(), [], what="scan of an empty store")
    pairs = [(entity, feature) for entity in ("b", "a", "a-b", "a:", "B") for feature in ("z", "clicks", "Age")]
    for place in rng.permutation(len(pairs)):
        oracle.set(*pairs[place], int(place))
        store.set(*pairs[place], int(place))
    same(store.scan(), oracle.scan(), what="scan()")


@check("level 3: scan takes the entities with the prefix")
def prefixes(candidate, rng):
    """scan must take the entities whose names begin with the prefix, exactly that, and only values that hold as of the time."""
    store, oracle = candidate.FeatureStore(), Oracle()
    for place, entity in enumerate(("user:1", "user:10", "user-1", "super user:1", "user", "item", "user:2", "USER:1", "")):
        for target in (store, oracle):
            target.set(entity, "age", place, time=place, ttl=10)
            target.set(entity, "clicks", 0)
    for prefix in ("user:", "user:1", "user", "", "u", "nobody", "age", "us.r"):
        same(store.scan(prefix), oracle.scan(prefix), what=f"scan({prefix!r})")
    for time in (0, 3, 12, 40):
        same(store.scan("user", time=time), oracle.scan("user", time), what=f"scan('user', time={time})")
    write_both(store, oracle, rng, 24, has_ttl=True)
    for time in (None, 1, 4, 7, 10, 13):
        same(store.scan(time=time), oracle.scan("", time), what=f"scan(time={time})")


# --- level 4 --------------------------------------------------------------------------------------------------------


@check("level 4: a frame holds what was known before", is_shown=True)
def known_before(candidate, rng):
    """A row of the frame may use only writes with a time smaller than its own: a value of the row's own moment, or a later one, leaks."""
    store, (first, second, third) = candidate.FeatureStore(), drawn(rng, 3)
    store.set("user:1", "age", first, time=10)
    store.set("user:1", "age", second, time=20)
    store.set("user:1", "clicks", third, time=15)
    rows = [("user:1", 10), ("user:1", 11), ("user:1", 20), ("user:1", 21), ("user:9", 30)]
    wanted = [[None, None], [None, first], [third, first], [third, second], [None, None]]
    same(store.frame(rows, ["clicks", "age"]), wanted, what="frame(rows, ['clicks', 'age'])")
    same(store.frame([], ["age"]), [], what="frame without rows")


@check("level 4: a frame respects ttl, deletes and the order of rows")
def framed(candidate, rng):
    """Each row of the frame needs one list, in the order given: the latest write before the row's time decides, None if that is a delete or has expired at the row's time."""
    store, (first, second) = candidate.FeatureStore(), drawn(rng)
    store.set("item", "price", first, time=1)
    store.set("item", "price", second, time=4, ttl=3)
    store.set("item", "stock", 0, time=2)
    store.delete("item", "stock", time=5)
    rows = [("item", 7), ("item", 6), ("item", 5), ("item", 4), ("item", 6), ("item", 0)]
    wanted = [[None, None], [None, second], [0, second], [0, first], [None, second], [None, None]]
    same(store.frame(rows, ["stock", "price"]), wanted, what="frame(rows, ['stock', 'price'])")
    store, oracle = candidate.FeatureStore(), Oracle()
    write_both(store, oracle, rng, 30, has_ttl=True)
    rows = [(NAMES[rng.integers(4)], int(rng.integers(15))) for _ in range(60)]
    features = ["clicks", "a:b", "age"]
    same(store.frame(rows, features), oracle.frame(rows, features), what="frame of a random history")


@check("level 4: restore brings a snapshot back")
def restoring(candidate, rng):
    """After restore every read must be as it was at the snapshot: a snapshot is a copy of the whole state, histories included, that later writes do not reach."""
    store, oracle = candidate.FeatureStore(), Oracle()
    (first, second) = drawn(rng)
    same(store.snapshot(), 1, what="the number of the first snapshot")
    write_both(store, oracle, rng, 20, has_ttl=True)
    for target in (store, oracle):
        target.set("item", "price", first, time=3)
    same(store.snapshot(), 2, what="the number of the second snapshot")
    store.set("item", "price", second, time=3)
    store.set("item", "price", second, time=7)
    store.set("new", "price", second)
    write_both(store, Oracle(), rng, 15, has_ttl=True)
    same(store.restore(2), True, what="restore(2)")
    same(store.scan(), oracle.scan(), what="scan() after restore")
    same(store.scan(time=8), oracle.scan("", 8), what="scan(time=8) after restore")
    reads_agree(store, oracle)
    same(store.restore(1), True, what="restore(1)")
    same(store.scan(), [], what="scan() after restore of an empty store")


@check("level 4: a snapshot can be restored again")
def again(candidate, rng):
    """Restoring must not use a snapshot up, hand it out to later writes, or lose those taken after it; the numbers go on counting."""
    store, (first, second, third) = candidate.FeatureStore(), drawn(rng, 3)
    for value in (first, second):
        store.set("item", "price", value, time=1)
        store.snapshot()
    same([store.restore(number) for number in (3, 0, -1, 99)], [False] * 4, what="restore of unknown numbers")
    same(store.scan(), [("item", "price", second)], what="scan() after a restore that returned False")
    for _ in range(2):
        same(store.restore(1), True, what="restore(1)")
        same(store.scan(), [("item", "price", first)], what="scan() after restore(1)")
        store.set("item", "price", third, time=1)
        store.set("item", "stock", third, time=2)
        store.delete("item", "price", time=4)
    same(store.snapshot(), 3, what="the number of a snapshot after two restores")
    same(store.restore(2), True, what="restore(2) after restore(1)")
    same(store.scan(), [("item", "price", second)], what="scan() after restore(2)")
    same(store.restore(3), True, what="restore(3)")
    same(store.scan(), [("item", "stock", third)], what="scan() after restore(3)")
    same(candidate.FeatureStore().restore(1), False, what="restore(1) in another store")


@probe
def outputs(candidate, rng):
    yield from basics(candidate)
    for has_ttl in (False, True):
        for seed_count in (10, 24):
            yield from histories(candidate, rng, seed_count, has_ttl)
    yield from lifetimes(candidate)
    yield from scans(candidate)
    yield from snapshots(candidate)


def basics(candidate):
    """Level 1."""
    store = candidate.FeatureStore()
    yield lambda: [store.get("a", "b"), store.get_all("a")]
    yield lambda: store.delete("a", "b")
    for value in (0, "", False, 3, "text", 0.0):
        yield lambda: (store.set("a", "b", value), store.get("a", "b"), store.get_all("a"))[1:]
    for _ in range(2):
        yield lambda: [store.delete("a", "b"), store.get("a", "b"), store.get_all("a")]
    yield lambda: [(store.set("a", "zero", 0), store.delete("a", "zero"), store.delete("a", "zero"))[1:], store.delete("a", "none"), store.get_all("a")]
    pairs = [("x", "y:z"), ("x:y", "z"), ("x", "y/z"), ("x/y", "z"), ("x", "y|z"), ("x|y", "z"), ("xy", "z"), ("x", "yz")]

    def mixed():
        for place, pair in enumerate(pairs):
            store.set(*pair, place)
        return [store.get(*pair) for pair in pairs], [store.get_all(entity) for entity, _ in pairs]

    yield mixed
    yield lambda: candidate.FeatureStore().get("x", "yz")


def histories(candidate, rng, count, has_ttl):
    """Levels 2 to 4 on random writes: one answer per kind of call."""
    store, oracle = candidate.FeatureStore(), Oracle()
    yield lambda: write_both(store, oracle, rng, count, has_ttl=has_ttl)[0]
    for time in (0, 2, 4, 7, 12, None):
        yield lambda time=time: [store.get_all(entity, time=time) for entity in NAMES[:3]]
        if has_ttl:
            yield lambda time=time: [list(row) for row in store.scan("user:", time=time)]
            yield lambda time=time: [list(row) for row in store.scan(time=time)]
    yield lambda: [store.get(entity, feature) for entity in NAMES[:3] for feature in FEATURES[:2]]
    rows = [(entity, time) for entity in NAMES[:4] for time in (0, 1, 4, 5, 9, 13, 5)]
    yield lambda: store.frame(rows, list(FEATURES[:2]))
    yield lambda: store.frame(rows[::-1], ["clicks"])


def lifetimes(candidate):
    """Times at the edges."""

    def reads(store):
        return [store.get("a", "b", time=time) for time in (None, 0, 1, 2, 3, 4, 5, 6, 7, 8)], store.get("a", "b")

    def after(*writes):
        def run():
            store = candidate.FeatureStore()
            said = []
            for kind, *arguments in writes:
                said.append(store.delete("a", "b", *arguments) if kind == "delete" else store.set("a", "b", *arguments))
            said = [each for each, write in zip(said, writes, strict=True) if write[0] == "delete"]
            return said, reads(store), store.frame([("a", time) for time in range(9)], ["b", "c"])

        return run

    yield after(("set", 1, 2), ("set", 2, 5))
    yield after(("set", 1, 5), ("set", 2, 2))
    yield after(("set", 1, 2), ("set", 2, 2))
    yield after(("set", 1), ("set", 2), ("delete",))
    yield after(("set", 1, 2), ("delete", 4), ("set", 3, 3), ("set", 7, 6))
    yield after(("delete", 4), ("set", 3, 2), ("delete", 1))
    yield after(("set", 1, 2, 3))
    yield after(("set", 1, 0), ("set", 2, 2, 3))
    yield after(("set", 1, 2, 3), ("set", 2, 2))
    yield after(("set", 1, 2), ("set", 2, 2, 1))
    yield after(("set", 1, 2, 3), ("set", 2, 2, 5))
    yield after(("set", 1, 2, 3), ("delete", 5), ("set", 4, 4))
    yield after(("set", 1, 2, 3), ("delete", 4))
    yield after(("set", 0, 2), ("set", 0, 5, 1))


def scans(candidate):
    """Prefixes and order, with time to live."""

    def filled():
        store = candidate.FeatureStore()
        for place, entity in enumerate(("b", "a", "a-b", "a:", "B", "ba", "x a")):
            for feature in ("z", "clicks", "Age"):
                store.set(entity, feature, place, time=place, ttl=4 if feature == "z" else None)
        return store

    for prefix in ("", "a", "b", "x", "a:", "q", "z"):
        yield lambda prefix=prefix: [list(row) for row in filled().scan(prefix)]
    for time in (0, 3, 6, 9):
        yield lambda time=time: [list(row) for row in filled().scan(time=time)]
    yield lambda: [list(row) for row in candidate.FeatureStore().scan()]
    yield lambda: filled().frame([], ["z"])


def snapshots(candidate):
    """What restore brings back."""

    def told():
        store, said = candidate.FeatureStore(), []
        said.append(store.snapshot())
        for value in (1, 2):
            store.set("a", "b", value, time=value)
            said.append(store.snapshot())
        for number in (2, 9, 2, 3, 1, 0, 3):
            said += [store.restore(number), [list(row) for row in store.scan()], [list(row) for row in store.scan(time=1)]]
            store.set("a", "b", 70 + number, time=1)
            store.set("a", "c", 80 + number, time=4)
            store.delete("a", "b", time=6)
            said.append([list(row) for row in store.scan(time=5)])
        said += [store.snapshot(), store.restore(4), [list(row) for row in store.scan()]]
        return [str(each) for each in said]

    yield told


@workload("writes", sizes=(500, 1_000, 2_000, 4_000), why_slow="going through all writes of a feature for every row of the frame; keep the times sorted and search them by bisection")
def growing(candidate, rng, n):
    store = candidate.FeatureStore()
    for place, time in enumerate(rng.permutation(n).tolist()):
        store.set(f"user:{place % 4}", "clicks", place, time=time)
    rows = [(f"user:{place % 4}", time) for place, time in enumerate(rng.integers(0, n, n).tolist())]
    return lambda: store.frame(rows, ["clicks"])
