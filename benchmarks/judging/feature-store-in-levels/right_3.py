class FeatureStore:
    """One append-only log as a linked list: a state is a pointer to its newest entry, so a snapshot is only a reference.

    An entry is (previous, entity, feature, time, deleted, value, ttl).
    """

    def __init__(self):
        self._head = None
        self._marks = [None]

    def _entries(self):
        entry = self._head
        while entry is not None:
            yield entry
            entry = entry[0]

    def _resolve(self, wanted, limit, strict, now):
        """{(entity, feature): value} for the pairs accepted by wanted, by the write with the greatest allowed time."""
        best = {}
        for _, entity, feature, time, deleted, value, ttl in self._entries():
            if not wanted(entity, feature):
                continue
            if limit is not None and (time > limit or strict and time == limit):
                continue
            key = entity, feature
            # newest first: at equal times the entry met first wins
            if key not in best or time > best[key][0]:
                best[key] = time, deleted, value, ttl
        return {
            key: value
            for key, (time, deleted, value, ttl) in best.items()
            if not deleted and (now is None or ttl is None or now < time + ttl)
        }

    def set(self, entity, feature, value, time=0, ttl=None):
        self._head = (self._head, entity, feature, time, False, value, ttl)

    def get(self, entity, feature, time=None):
        return self._resolve(lambda e, f: e == entity and f == feature, time, False, time).get((entity, feature))

    def delete(self, entity, feature, time=0):
        if self.get(entity, feature, time) is None:
            return False
        self._head = (self._head, entity, feature, time, True, None, None)
        return True

    def get_all(self, entity, time=None):
        state = self._resolve(lambda e, f: e == entity, time, False, time)
        return {feature: value for (_, feature), value in state.items()}

    def scan(self, prefix="", time=None):
        state = self._resolve(lambda e, f: e.startswith(prefix), time, False, time)
        return [(*key, state[key]) for key in sorted(state)]

    def frame(self, rows, features):
        names = set(features)
        table = []
        for entity, time in rows:
            state = self._resolve(lambda e, f: e == entity and f in names, time, True, time)
            table.append([state.get((entity, feature)) for feature in features])
        return table

    def snapshot(self):
        self._marks.append(self._head)
        return len(self._marks) - 1

    def restore(self, number):
        if number not in range(1, len(self._marks)):
            return False
        self._head = self._marks[number]
        return True
