import copy


class FeatureStore:
    def __init__(self):
        self.writes = {}      # "entity:feature" -> {time: (value, ttl)}
        self.snapshots = []

    def _key(self, entity, feature):
        return f"{entity}:{feature}"

    def _value(self, write, at, now):
        value, ttl = write
        if value is not None and now is not None and ttl is not None and now >= at + ttl:
            return None
        return value

    def _read(self, key, limit, now):
        history = self.writes.get(key, {})
        times = [t for t in history if limit is None or t <= limit]
        if not times:
            return None
        at = max(times)
        return self._value(history[at], at, now)

    def set(self, entity, feature, value, time=0, ttl=None):
        self.writes.setdefault(self._key(entity, feature), {})[time] = (value, ttl)

    def get(self, entity, feature, time=None):
        return self._read(self._key(entity, feature), time, time)

    def delete(self, entity, feature, time=0):
        if self.get(entity, feature, time) is None:
            return False
        self.writes[self._key(entity, feature)][time] = (None, None)
        return True

    def get_all(self, entity, time=None):
        result = {}
        for key in self.writes:
            name, feature = key.split(":", 1)
            if name == entity:
                value = self._read(key, time, time)
                if value is not None:
                    result[feature] = value
        return result

    def scan(self, prefix="", time=None):
        result = []
        for key in self.writes:
            entity, feature = key.split(":", 1)
            if entity.startswith(prefix):
                value = self._read(key, time, time)
                if value is not None:
                    result.append((entity, feature, value))
        return sorted(result, key=lambda row: row[:2])

    def frame(self, rows, features):
        return [[self._read(self._key(entity, f), time - 1, time) for f in features] for entity, time in rows]

    def snapshot(self):
        self.snapshots.append(copy.deepcopy(self.writes))
        return len(self.snapshots)

    def restore(self, number):
        if number < 1 or number > len(self.snapshots):
            return False
        self.writes = copy.deepcopy(self.snapshots[number - 1])
        return True
