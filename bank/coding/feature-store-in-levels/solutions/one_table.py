"""One flat table of writes under (entity, feature, time): reads look through it, a snapshot is a plain copy because its rows never change."""

DELETED = object()


class FeatureStore:
    def __init__(self):
        self._writes = {}  # (entity, feature) -> {time: (value or DELETED, ttl)}
        self._kept = {}

    def set(self, entity, feature, value, time=0, ttl=None):
        key = (entity, feature)
        self._writes[key] = {**self._writes.get(key, {}), time: (value, ttl)}

    def delete(self, entity, feature, time=0):
        if self.get(entity, feature, time) is None:
            return False
        self.set(entity, feature, DELETED, time)
        return True

    def get(self, entity, feature, time=None):
        writes = self._writes.get((entity, feature), {})
        return self._value(writes, [each for each in writes if time is None or each <= time], time)

    def get_all(self, entity, time=None):
        return {feature: value for _, feature, value in self._rows(lambda name: name == entity, time)}

    def scan(self, prefix="", time=None):
        return sorted(self._rows(lambda name: name.startswith(prefix), time), key=lambda row: row[:2])

    def frame(self, rows, features):
        table = []
        for entity, time in rows:
            line = []
            for feature in features:
                writes = self._writes.get((entity, feature), {})
                line.append(self._value(writes, [each for each in writes if each < time], time))
            table.append(line)
        return table

    def snapshot(self):
        number = len(self._kept) + 1
        self._kept[number] = dict(self._writes)  # set never changes a history, it makes another
        return number

    def restore(self, number):
        if number in self._kept:
            self._writes = dict(self._kept[number])
            return True
        return False

    def _rows(self, is_meant, time):
        for entity, feature in self._writes:
            if is_meant(entity) and (value := self.get(entity, feature, time)) is not None:
                yield entity, feature, value

    @staticmethod
    def _value(writes, known, time):
        """The value of the latest of the known times, None if it is deleted or has expired at `time`."""
        if not known:
            return None
        last = max(known)
        value, ttl = writes[last]
        is_over = time is not None and ttl is not None and time >= last + ttl
        return None if value is DELETED or is_over else value
