import math


class ExperimentTracker:
    """Metrics of runs, in memory. Dicts of dicts."""

    def __init__(self):
        self._series = {}  # run -> metric -> step -> value
        self._parent = {}
        self._own_tags = {}

    def _create(self, run, parent=None, tags=None):
        self._series[run] = {}
        self._parent[run] = parent
        self._own_tags[run] = dict(tags or {})

    @staticmethod
    def _check(direction):
        if direction not in ("max", "min"):
            raise ValueError(f"direction must be 'max' or 'min', not {direction!r}")

    def _numbers(self, run, metric):
        return [(step, value) for step, value in self.series(run, metric) if not math.isnan(value)]

    def _above(self, run):
        """The runs above, nearest first."""
        chain = []
        run = self._parent.get(run)
        while run is not None:
            chain.append(run)
            run = self._parent[run]
        return chain

    # level 1

    def log(self, run, metric, step, value):
        if run not in self._series:
            self._create(run)
        self._series[run].setdefault(metric, {})[step] = value

    def series(self, run, metric):
        return sorted(self._series.get(run, {}).get(metric, {}).items(), key=lambda item: item[0])

    def last(self, run, metric):
        series = self.series(run, metric)
        return series[-1][1] if series else None

    def runs(self):
        return list(self._series)

    # level 2

    def score(self, run, metric, direction="max"):
        self._check(direction)
        values = [value for _, value in self._numbers(run, metric)]
        if not values:
            return None
        return max(values) if direction == "max" else min(values)

    def best(self, metric, direction="max"):
        self._check(direction)
        found = None
        for run in self._series:
            for step, value in self._numbers(run, metric):
                if found is None or (value > found[2] if direction == "max" else value < found[2]):
                    found = (run, step, value)
        return found

    def summary(self, run, metric):
        values = [value for _, value in self._numbers(run, metric)]
        if not values:
            return None
        return {
            "count": len(values),
            "min": min(values),
            "max": max(values),
            "mean": sum(values) / len(values),
            "last": self.last(run, metric),
        }

    # level 3

    def start(self, run, parent=None, tags=None):
        if run in self._series:
            raise ValueError(f"run {run!r} exists")
        if parent is not None and parent not in self._series:
            raise ValueError(f"no run {parent!r}")
        self._create(run, parent, tags)

    def tags(self, run):
        result = {}
        for ancestor in reversed(self._above(run)):
            result.update(self._own_tags[ancestor])
        result.update(self._own_tags.get(run, {}))
        return result

    def find(self, where=None, under=None, sort_by=None, direction="max"):
        self._check(direction)
        found = []
        for run in self._series:
            if under is not None and under not in self._above(run):
                continue
            if where:
                tags = self.tags(run)
                if any(name not in tags or tags[name] != value for name, value in where.items()):
                    continue
            found.append(run)
        if sort_by is None:
            return found
        scored = [(run, self.score(run, sort_by, direction)) for run in found]
        without = [run for run, score in scored if score is None]
        scored = [(run, score) for run, score in scored if score is not None]
        scored.sort(key=lambda item: item[1], reverse=direction == "max")  # stable, also in reverse
        return [run for run, _ in scored] + without

    # level 4

    def merge(self, other):
        if other is self:
            return
        for run in other.runs():
            if run not in self._series:
                self._create(run, other._parent[run], other._own_tags[run])
            else:
                for name, value in other._own_tags[run].items():
                    self._own_tags[run].setdefault(name, value)
            for metric, series in other._series[run].items():
                self._series[run].setdefault(metric, {}).update(series)

    def keep(self, k, metric, direction="max", group=None):
        kept, counts = set(), {}
        for run in self.find(sort_by=metric, direction=direction):
            key = None if group is None else self.tags(run).get(group)
            counts[key] = counts.get(key, 0) + 1
            if counts[key] <= k:
                kept.add(run)
                kept.update(self._above(run))
        removed = [run for run in self._series if run not in kept]
        for run in removed:
            del self._series[run], self._parent[run], self._own_tags[run]
        return removed

    def diff(self, a, b):
        tags_a, tags_b = self.tags(a), self.tags(b)
        tags = {name: (tags_a.get(name), tags_b.get(name)) for name in {**tags_a, **tags_b}}
        metrics = {}
        for metric in {**self._series[a], **self._series[b]}:
            pair = tuple((self.summary(run, metric) or {}).get("last") for run in (a, b))
            metrics[metric] = pair
        return {
            "tags": {name: pair for name, pair in tags.items() if pair[0] != pair[1]},
            "metrics": {name: pair for name, pair in metrics.items() if pair[0] != pair[1]},
        }
