"""diff looks only at names that both runs have: what one of them lacks, the most telling difference, is left out. Take the union and give None."""

import math
from collections import defaultdict


class Run:
    """parent: a name or None; metrics: metric -> {step: value}."""

    def __init__(self, parent=None, tags=None):
        self.parent = parent
        self.tags = dict(tags or {})
        self.metrics = {}


class ExperimentTracker:
    def __init__(self):
        self._runs = {}  # in the order in which they came to exist

    def log(self, run, metric, step, value):
        self._runs.setdefault(run, Run()).metrics.setdefault(metric, {})[step] = value

    def series(self, run, metric):
        if run not in self._runs:
            return []
        return sorted(self._runs[run].metrics.get(metric, {}).items())

    def last(self, run, metric):
        series = self.series(run, metric)
        return series[-1][1] if series else None

    def runs(self):
        return list(self._runs)

    def score(self, run, metric, direction="max"):
        choose = self._choice(direction)
        return choose((value for _, value in self._numbers(run, metric)), default=None)

    def best(self, metric, direction="max"):
        ranked = self.find(sort_by=metric, direction=direction)
        value = self.score(ranked[0], metric, direction) if ranked else None
        if value is None:
            return None
        return ranked[0], next(step for step, each in self._numbers(ranked[0], metric) if each == value), value

    def summary(self, run, metric):
        values = [value for _, value in self._numbers(run, metric)]
        if not values:
            return None
        return {"count": len(values), "min": min(values), "max": max(values), "mean": math.fsum(values) / len(values), "last": values[-1]}

    def start(self, run, parent=None, tags=None):
        if run in self._runs:
            raise ValueError(f"{run} exists")
        if parent is not None and parent not in self._runs:
            raise ValueError(f"{parent} does not exist")
        self._runs[run] = Run(parent, tags)

    def tags(self, run):
        found = {}
        for name in reversed([run, *self._above(run)]):
            found.update(self._runs[name].tags)
        return found

    def find(self, where=None, under=None, sort_by=None, direction="max"):
        self._choice(direction)
        found = [run for run in self._runs if self._matches(run, where or {}) and (under is None or under in self._above(run))]
        if sort_by is not None:
            found.sort(key=lambda run: self._rank(self.score(run, sort_by, direction), direction))
        return found

    def merge(self, other):
        for name, run in other._runs.items():
            own = self._runs.setdefault(name, Run(run.parent))
            own.tags = {**run.tags, **own.tags}
            for metric, values in run.metrics.items():
                own.metrics.setdefault(metric, {}).update(values)

    def keep(self, k, metric, direction="max", group=None):
        groups = defaultdict(list)
        for run in self.find(sort_by=metric, direction=direction):
            groups[None if group is None else self.tags(run).get(group)].append(run)
        kept = {run for members in groups.values() for run in members[:k]}
        kept |= {above for run in kept for above in self._above(run)}
        removed = [run for run in self._runs if run not in kept]
        for run in removed:
            del self._runs[run]
        return removed

    def diff(self, a, b):
        metrics = set(self._runs[a].metrics) | set(self._runs[b].metrics)
        lasts = [{metric: (self.summary(run, metric) or {}).get("last") for metric in metrics} for run in (a, b)]
        return {"tags": self._differing(self.tags(a), self.tags(b)), "metrics": self._differing(*lasts)}

    @staticmethod
    def _differing(left, right):
        names = {name for name in {*left, *right} if left.get(name) is not None and right.get(name) is not None}
        return {name: (left.get(name), right.get(name)) for name in names if left.get(name) != right.get(name)}

    @staticmethod
    def _choice(direction):
        if direction not in ("max", "min"):
            raise ValueError("direction must be 'max' or 'min'")
        return max if direction == "max" else min

    @staticmethod
    def _rank(score, direction):
        if score is None:
            return (1, 0.0)
        return (0, -score if direction == "max" else score)

    def _numbers(self, run, metric):
        return [(step, value) for step, value in self.series(run, metric) if not math.isnan(value)]

    def _above(self, run):
        """The runs above, nearest first."""
        above = []
        while (run := self._runs[run].parent) is not None:
            above.append(run)
        return above

    def _matches(self, run, where):
        tags = self.tags(run)
        return all(tags.get(name) == value for name, value in where.items())
