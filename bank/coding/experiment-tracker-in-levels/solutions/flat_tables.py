"""Flat tables as in a database: a list of runs, tables of parents, tags and points; tags are resolved by recursion."""

import numpy as np


class ExperimentTracker:
    def __init__(self):
        self.order = []
        self.parents = {}
        self.own_tags = {}  # (run, tag) -> value
        self.points = {}  # (run, metric, step) -> value

    def log(self, run, metric, step, value):
        if run not in self.order:
            self.start(run)
        self.points[run, metric, step] = value

    def series(self, run, metric):
        return sorted((key[2], value) for key, value in self.points.items() if key[:2] == (run, metric))

    def last(self, run, metric):
        *_, last = [(None, None), *self.series(run, metric)]
        return last[1]

    def runs(self):
        return self.order.copy()

    def score(self, run, metric, direction="max"):
        if direction not in {"max", "min"}:
            raise ValueError(direction)
        found = self.summary(run, metric)
        return found and found[direction]

    def best(self, metric, direction="max"):
        winner = None
        for run in self.order:
            value = self.score(run, metric, direction)
            if value is not None and (winner is None or (value > winner[2] if direction == "max" else value < winner[2])):
                winner = (run, min(step for step, each in self.series(run, metric) if each == value), value)
        if direction not in {"max", "min"}:
            raise ValueError(direction)
        return winner

    def summary(self, run, metric):
        values = np.array([value for _, value in self.series(run, metric)], dtype=float)
        values = values[~np.isnan(values)]
        if values.size == 0:
            return None
        return {
            "count": int(values.size),
            "min": float(values.min()),
            "max": float(values.max()),
            "mean": float(values.mean()),
            "last": float(values[-1]),
        }

    def start(self, run, parent=None, tags=None):
        if run in self.order or not (parent is None or parent in self.order):
            raise ValueError(run)
        self.order.append(run)
        self.parents[run] = parent
        for tag, value in (tags or {}).items():
            self.own_tags[run, tag] = value

    def tags(self, run):
        if run is None:
            return {}
        own = {tag: value for (name, tag), value in self.own_tags.items() if name == run}
        return self.tags(self.parents[run]) | own

    def find(self, where=None, under=None, sort_by=None, direction="max"):
        if direction not in {"max", "min"}:
            raise ValueError(direction)
        found = [run for run in self.order if (where or {}).items() <= self.tags(run).items()]
        if under is not None:
            found = [run for run in found if run != under and self.is_within(run, under)]
        if sort_by is None:
            return found
        scores = {run: self.score(run, sort_by, direction) for run in found}
        scored = [run for run in found if scores[run] is not None]
        scored.sort(key=scores.get, reverse=direction == "max")  # a reversed sort is stable too
        return scored + [run for run in found if scores[run] is None]

    def is_within(self, run, top):
        return run is not None and (run == top or self.is_within(self.parents[run], top))

    def merge(self, other):
        new = [run for run in other.order if run not in self.order]
        self.order += new
        self.parents |= {run: other.parents[run] for run in new}
        self.own_tags = other.own_tags | self.own_tags
        self.points |= other.points

    def keep(self, k, metric, direction="max", group=None):
        taken, kept = {}, set()
        for run in self.find(sort_by=metric, direction=direction):
            member_of = self.tags(run).get(group)
            taken[member_of] = taken.get(member_of, 0) + 1
            while taken[member_of] <= k and run is not None:
                kept.add(run)
                run = self.parents[run]
        removed = [run for run in self.order if run not in kept]
        self.order = [run for run in self.order if run in kept]
        self.parents = {run: self.parents[run] for run in self.order}
        self.own_tags = {key: value for key, value in self.own_tags.items() if key[0] in kept}
        self.points = {key: value for key, value in self.points.items() if key[0] in kept}
        return removed

    def diff(self, a, b):
        def lasts(run):
            names = {metric for name, metric, _ in self.points if name in (a, b)}
            found = {metric: self.summary(run, metric) for metric in names}
            return {metric: each["last"] for metric, each in found.items() if each}

        def compared(left, right):
            return {name: (left.get(name), right.get(name)) for name in left | right if left.get(name) != right.get(name)}

        return {"tags": compared(self.tags(a), self.tags(b)), "metrics": compared(lasts(a), lasts(b))}
