"""delete goes straight to the history of the feature, so that an unknown entity or feature raises a KeyError. It must return False."""

from bisect import bisect_left, bisect_right
from copy import deepcopy

NEVER = float("inf")


class History:
    """The writes of one feature. writes: (value, end), by time; the value of a delete is None."""

    def __init__(self):
        self.times = []
        self.writes = []

    def add(self, time, value, end):
        place = bisect_left(self.times, time)
        if place < len(self.times) and self.times[place] == time:
            self.writes[place] = (value, end)
        else:
            self.times.insert(place, time)
            self.writes.insert(place, (value, end))

    def latest(self):
        return self.writes[-1][0]

    def as_of(self, time):
        return self._alive(bisect_right(self.times, time) - 1, time)

    def before(self, time):
        return self._alive(bisect_left(self.times, time) - 1, time)

    def _alive(self, place, time):
        if place < 0:
            return None
        value, end = self.writes[place]
        return value if time < end else None


class FeatureStore:
    def __init__(self):
        self.entities = {}  # entity -> feature -> History
        self.snapshots = []

    def set(self, entity, feature, value, time=0, ttl=None):
        history = self.entities.setdefault(entity, {}).setdefault(feature, History())
        history.add(time, value, NEVER if ttl is None else time + ttl)

    def get(self, entity, feature, time=None):
        history = self.entities.get(entity, {}).get(feature)
        if history is None:
            return None
        return history.latest() if time is None else history.as_of(time)

    def delete(self, entity, feature, time=0):
        if self.entities[entity][feature].as_of(time) is None:
            return False
        self.entities[entity][feature].add(time, None, NEVER)
        return True

    def get_all(self, entity, time=None):
        found = {feature: self.get(entity, feature, time) for feature in self.entities.get(entity, {})}
        return {feature: value for feature, value in found.items() if value is not None}

    def scan(self, prefix="", time=None):
        rows = []
        for entity in sorted(self.entities):
            if entity.startswith(prefix):
                rows += [(entity, feature, value) for feature, value in sorted(self.get_all(entity, time).items())]
        return rows

    def frame(self, rows, features):
        return [[self._before(entity, feature, time) for feature in features] for entity, time in rows]

    def _before(self, entity, feature, time):
        history = self.entities.get(entity, {}).get(feature)
        return None if history is None else history.before(time)

    def snapshot(self):
        self.snapshots.append(deepcopy(self.entities))
        return len(self.snapshots)

    def restore(self, number):
        if not 1 <= number <= len(self.snapshots):
            return False
        self.entities = deepcopy(self.snapshots[number - 1])
        return True
