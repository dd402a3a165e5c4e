import copy


class FeatureStore:
    def __init__(self):
        self.data = {}
        self.snaps = {}

    def _lookup(self, entity, feature, upto, now):
        """Latest live write with a time not above upto."""
        history = self.data.get(entity, {}).get(feature, {})
        for t in sorted(history, reverse=True):
            if upto is not None and t > upto:
                continue
            deleted, value, ttl = history[t]
            if deleted:
                return None
            if now is not None and ttl is not None and now >= t + ttl:
                continue
            return value
        return None

    def set(self, entity, feature, value, time=0, ttl=None):
        self.data.setdefault(entity, {}).setdefault(feature, {})[time] = (False, value, ttl)

    def get(self, entity, feature, time=None):
        return self._lookup(entity, feature, time, time)

    def delete(self, entity, feature, time=0):
        if self.get(entity, feature, time) is None:
            return False
        self.data[entity][feature][time] = (True, None, None)
        return True

    def get_all(self, entity, time=None):
        pairs = ((f, self.get(entity, f, time)) for f in self.data.get(entity, {}))
        return {f: v for f, v in pairs if v is not None}

    def scan(self, prefix="", time=None):
        out = []
        for entity in sorted(e for e in self.data if e.startswith(prefix)):
            for feature, value in sorted(self.get_all(entity, time).items(), key=lambda p: p[0]):
                out.append((entity, feature, value))
        return out

    def frame(self, rows, features):
        return [[self._lookup(e, f, t - 1, t) for f in features] for e, t in rows]

    def snapshot(self):
        number = len(self.snaps) + 1
        self.snaps[number] = copy.deepcopy(self.data)
        return number

    def restore(self, number):
        if number not in self.snaps:
            return False
        self.data = copy.deepcopy(self.snaps[number])
        return True
