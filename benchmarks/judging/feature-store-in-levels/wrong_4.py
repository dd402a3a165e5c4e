from bisect import bisect_left, bisect_right


class FeatureStore:
    """entity -> feature -> (sorted times, writes); a write is (value, ttl), a delete is None."""

    def __init__(self):
        self._data = {}
        self._snapshots = []

    # ---- helpers
    def _write(self, entity, feature, time, write):
        times, writes = self._data.setdefault(entity, {}).setdefault(feature, ([], []))
        i = bisect_left(times, time)
        if i < len(times) and times[i] == time:
            writes[i] = write
        else:
            times.insert(i, time)
            writes.insert(i, write)

    def _history(self, entity, feature):
        return self._data.get(entity, {}).get(feature, ([], []))

    @staticmethod
    def _pick(times, writes, i, now):
        if i < 0 or writes[i] is None:
            return None
        value, ttl = writes[i]
        if now is not None and ttl is not None and now >= times[i] + ttl:
            return None
        return value

    @staticmethod
    def _copy(data):
        return {e: {f: (list(t), list(w)) for f, (t, w) in features.items()} for e, features in data.items()}

    # ---- interface
    def set(self, entity, feature, value, time=0, ttl=None):
        self._write(entity, feature, time, (value, ttl))

    def get(self, entity, feature, time=None):
        times, writes = self._history(entity, feature)
        last = len(times) - 1 if time is None else bisect_right(times, time) - 1
        return self._pick(times, writes, last, time)

    def delete(self, entity, feature, time=0):
        if self.get(entity, feature, time) is None:
            return False
        self._write(entity, feature, time, None)
        return True

    def get_all(self, entity, time=None):
        result = {}
        for feature in self._data.get(entity, {}):
            value = self.get(entity, feature, time)
            if value is not None:
                result[feature] = value
        return result

    def scan(self, prefix="", time=None):
        result = []
        for entity in sorted(self._data):
            if entity.startswith(prefix):
                values = self.get_all(entity, time)
                result.extend((entity, feature, values[feature]) for feature in sorted(values))
        return result

    def frame(self, rows, features):
        table = []
        for entity, time in rows:
            line = []
            for feature in features:
                times, writes = self._history(entity, feature)
                line.append(self._pick(times, writes, bisect_left(times, time) - 1, time))
            table.append(line)
        return table

    def snapshot(self):
        self._snapshots.append(self._copy(self._data))
        return len(self._snapshots)

    def restore(self, number):
        if not 1 <= number <= len(self._snapshots):
            return False
        self._data = self._snapshots[number - 1]
        return True
