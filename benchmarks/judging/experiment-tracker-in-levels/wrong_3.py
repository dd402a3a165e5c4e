import functools
import inspect
from collections import ChainMap, Counter

import numpy as np


def checks_direction(method):
    """Refuse a direction other than max and min before anything else happens."""
    signature = inspect.signature(method)

    @functools.wraps(method)
    def checked(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        if bound.arguments["direction"] not in {"max", "min"}:
            raise ValueError("direction is 'max' or 'min'")
        return method(*args, **kwargs)

    return checked


class ExperimentTracker:
    """Flat tables: values by (run, metric, step), parents by run, tags by (run, tag)."""

    def __init__(self):
        self.order = []
        self.values = {}
        self.parents = {}
        self.own = {}

    # -- series

    def log(self, run, metric, step, value):
        self._ensure(run)
        self.values.setdefault((run, metric), {})[int(step)] = float(value)

    def series(self, run, metric):
        table = self.values.get((run, metric), {})
        return [(step, table[step]) for step in sorted(table)]

    def last(self, run, metric):
        table = self.values.get((run, metric))
        return table[max(table)] if table else None

    def runs(self):
        return self.order[:]

    def _ensure(self, run, parent=None):
        if run not in self.parents:
            self.order.append(run)
            self.parents[run] = parent
            self.own[run] = {}

    # -- the best run

    def _numbers(self, run, metric):
        pairs = self.series(run, metric)
        steps = np.array([step for step, _ in pairs], dtype=object)
        values = np.array([value for _, value in pairs], dtype=float)
        real = ~np.isnan(values)
        return steps[real], values[real]

    @checks_direction
    def score(self, run, metric, direction="max"):
        _, values = self._numbers(run, metric)
        return float(getattr(values, direction)()) if values.size else None

    @checks_direction
    def best(self, metric, direction="max"):
        scores = {run: self.score(run, metric, direction) for run in self.order}
        scores = {run: score for run, score in scores.items() if score is not None}
        if not scores:
            return None
        top = {"max": max, "min": min}[direction](scores.values())
        run = next(run for run in scores if scores[run] == top)
        steps, values = self._numbers(run, metric)
        return run, int(steps[int(np.argmax(values == top))]), top

    def summary(self, run, metric):
        _, values = self._numbers(run, metric)
        if values.size == 0:
            return None
        out = {name: float(getattr(values, name)()) for name in ("min", "max", "mean")}
        out["count"] = int(values.size)
        out["last"] = float(values[-1])
        return out

    # -- nested runs

    def start(self, run, parent=None, tags=None):
        exists = run in self.parents
        orphan = parent is not None and parent not in self.parents
        if exists or orphan:
            raise ValueError(run if exists else parent)
        self._ensure(run, parent)
        self.own[run].update(tags or {})

    def _path(self, run):
        path = []
        while run is not None:
            path.append(run)
            run = self.parents.get(run)
        return path

    def tags(self, run):
        return dict(ChainMap(*(self.own.get(node, {}) for node in self._path(run))))

    @checks_direction
    def find(self, where=None, under=None, sort_by=None, direction="max"):
        chosen = self.order[:]
        if under is not None:
            inside = set()
            for run in self.order:  # parents come before their children
                if self.parents[run] is not None and (self.parents[run] == under or self.parents[run] in inside):
                    inside.add(run)
            chosen = [run for run in chosen if run in inside]
        for tag, value in (where or {}).items():
            chosen = [run for run in chosen if self.tags(run).get(tag) == value]
        if sort_by is not None:
            buckets = {}
            for run in chosen:
                buckets.setdefault(self.score(run, sort_by, direction), []).append(run)
            without = buckets.pop(None, [])
            chosen = [run for score in sorted(buckets, reverse=direction == "max") for run in buckets[score]] + without
        return chosen

    # -- merge, retention, difference

    def merge(self, other):
        for run in other.runs():
            self._ensure(run, other.parents[run])
            self.own[run] = {**other.own[run], **self.own[run]}
        for key, table in list(other.values.items()):
            if key in self.values:
                self.values[key].update(table)
            else:
                self.values[key] = table

    @checks_direction
    def keep(self, k, metric, direction="max", group=None):
        seen, safe = Counter(), set()
        for run in self.find(sort_by=metric, direction=direction):
            label = ("all",) if group is None else (self.tags(run).get(group),)
            if seen[label] < k:
                safe.update(self._path(run))
            seen[label] += 1
        removed = [run for run in self.order if run not in safe]
        self.order = [run for run in self.order if run in safe]
        self.parents = {run: parent for run, parent in self.parents.items() if run in safe}
        self.own = {run: tags for run, tags in self.own.items() if run in safe}
        self.values = {key: table for key, table in self.values.items() if key[0] in safe}
        return removed

    def _last_numbers(self, run):
        summaries = {metric: self.summary(name, metric) for name, metric in self.values if name == run}
        return {metric: summary["last"] for metric, summary in summaries.items() if summary}

    def diff(self, a, b):
        def compare(left, right):
            names = list(left) + [name for name in right if name not in left]
            return {n: (left.get(n), right.get(n)) for n in names if left.get(n) != right.get(n)}

        return {
            "tags": compare(self.tags(a), self.tags(b)),
            "metrics": compare(self._last_numbers(a), self._last_numbers(b)),
        }
