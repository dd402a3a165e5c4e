from dataclasses import dataclass
from typing import Any, Optional


@dataclass(frozen=True)
class Write:
    time: int
    value: Any = None          # None: a delete
    ttl: Optional[int] = None

    def value_at(self, now):
        if now is not None and self.ttl is not None and self.time + self.ttl <= now:
            return None
        return self.value


class FeatureStore:
    """A flat dict (entity, feature) -> {time: Write}; reads simply look through the writes. Writes are immutable."""

    def __init__(self):
        self.cells = {}
        self.saved = {}

    def _latest(self, key, allowed):
        candidates = [w for w in self.cells.get(key, {}).values() if allowed(w.time)]
        return max(candidates, key=lambda w: w.time, default=None)

    def _put(self, key, write):
        self.cells.setdefault(key, {})[write.time] = write

    def set(self, entity, feature, value, time=0, ttl=None):
        self._put((entity, feature), Write(time, value, ttl))

    def get(self, entity, feature, time=None):
        write = self._latest((entity, feature), lambda t: time is None or t <= time)
        return None if write is None else write.value_at(time)

    def delete(self, entity, feature, time=0):
        had = self.get(entity, feature, time) is not None
        if had:
            self._put((entity, feature), Write(time))
        return had

    def get_all(self, entity, time=None):
        return {f: v for e, f, v in self.scan(entity, time) if e == entity}

    def scan(self, prefix="", time=None):
        found = []
        for entity, feature in sorted(self.cells):
            if entity[: len(prefix)] != prefix:
                continue
            value = self.get(entity, feature, time)
            if value is not None:
                found.append((entity, feature, value))
        return found

    def frame(self, rows, features):
        def cell(entity, feature, now):
            write = self._latest((entity, feature), lambda t: t <= now)
            return write.value_at(now) if write else None

        return [[cell(entity, feature, now) for feature in features] for entity, now in rows]

    def snapshot(self):
        number = len(self.saved) + 1
        self.saved[number] = {key: dict(writes) for key, writes in self.cells.items()}
        return number

    def restore(self, number):
        if number not in self.saved:
            return False
        self.cells = {key: dict(writes) for key, writes in self.saved[number].items()}
        return True
