from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from statistics import fmean
from typing import Iterator, Optional


@dataclass
class Series:
    """Steps kept sorted."""

    steps: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def put(self, step: int, value: float) -> None:
        at = bisect_left(self.steps, step)
        if at < len(self.steps) and self.steps[at] == step:
            self.values[at] = value
        else:
            self.steps.insert(at, step)
            self.values.insert(at, value)

    def numbers(self) -> list[tuple[int, float]]:
        return [(s, v) for s, v in zip(self.steps, self.values) if v == v]

    def extreme(self, direction: str) -> Optional[tuple[int, float]]:
        """(step, value) of the best number; the smallest step wins a tie."""
        pick = max if direction == "max" else min
        return pick(self.numbers(), key=lambda pair: pair[1], default=None)


@dataclass
class Run:
    name: str
    parent: Optional[Run] = None
    own: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, Series] = field(default_factory=dict)

    def lineage(self) -> Iterator[Run]:
        """The run itself, then those above it."""
        node: Optional[Run] = self
        while node is not None:
            yield node
            node = node.parent

    def all_tags(self) -> dict[str, str]:
        tags: dict[str, str] = {}
        for node in self.lineage():
            for name, value in node.own.items():
                tags.setdefault(name, value)
        return tags

    def last_number(self, metric: str) -> Optional[float]:
        numbers = self.metrics[metric].numbers() if metric in self.metrics else []
        return numbers[-1][1] if numbers else None


def check(direction: str) -> None:
    if direction != "max" and direction != "min":
        raise ValueError(direction)


class ExperimentTracker:
    """Runs are objects that point at their parents."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}

    def _get(self, run: str, metric: str) -> Series:
        node = self._runs.get(run)
        return node.metrics.get(metric, Series()) if node else Series()

    def log(self, run: str, metric: str, step: int, value: float) -> None:
        if run not in self._runs:
            self._runs[run] = Run(run)
        self._runs[run].metrics.setdefault(metric, Series()).put(step, value)

    def series(self, run: str, metric: str) -> list[tuple[int, float]]:
        found = self._get(run, metric)
        return list(zip(found.steps, found.values))

    def last(self, run: str, metric: str) -> Optional[float]:
        values = self._get(run, metric).values
        return values[-1] if values else None

    def runs(self) -> list[str]:
        return [*self._runs]

    def score(self, run: str, metric: str, direction: str = "max") -> Optional[float]:
        check(direction)
        best = self._get(run, metric).extreme(direction)
        return None if best is None else best[1]

    def best(self, metric: str, direction: str = "max") -> Optional[tuple[str, int, float]]:
        for run in self.find(sort_by=metric, direction=direction):
            best = self._get(run, metric).extreme(direction)
            return None if best is None else (run, *best)
        return None

    def summary(self, run: str, metric: str) -> Optional[dict]:
        numbers = [value for _, value in self._get(run, metric).numbers()]
        if numbers:
            return dict(count=len(numbers), min=min(numbers), max=max(numbers), mean=fmean(numbers), last=numbers[-1])
        return None

    def start(self, run: str, parent: Optional[str] = None, tags: Optional[dict] = None) -> None:
        if run in self._runs or (parent is not None and parent not in self._runs):
            raise ValueError(f"cannot start {run!r} below {parent!r}")
        self._runs[run] = Run(run, None if parent is None else self._runs[parent], {} if tags is None else {**tags})

    def tags(self, run: str) -> dict[str, str]:
        return self._runs[run].all_tags() if run in self._runs else {}

    def find(self, where=None, under=None, sort_by=None, direction="max") -> list[str]:
        check(direction)
        wanted = set((where or {}).items())
        hits = []
        for node in self._runs.values():
            if under is not None and under not in [above.name for above in node.lineage() if above is not node]:
                continue
            if wanted <= set(node.all_tags().items()):
                hits.append(node.name)
        if sort_by is not None:
            sign = -1 if direction == "max" else 1

            def key(run):
                score = self.score(run, sort_by, direction)
                return (1, 0) if score is None else (0, sign * score)

            hits.sort(key=key)
        return hits

    def merge(self, other: ExperimentTracker) -> None:
        for theirs in list(other._runs.values()):
            mine = self._runs.get(theirs.name)
            if mine is None:
                parent = self._runs[theirs.parent.name] if theirs.parent else None
                mine = self._runs[theirs.name] = Run(theirs.name, parent)
            mine.own = {**theirs.own, **mine.own}
            for metric, series in theirs.metrics.items():
                target = mine.metrics.setdefault(metric, Series())
                for step, value in zip(series.steps, series.values):
                    target.put(step, value)

    def keep(self, k: int, metric: str, direction: str = "max", group: Optional[str] = None) -> list[str]:
        groups: dict[Optional[str], list[str]] = {}
        for run in self.find(sort_by=metric, direction=direction):
            groups.setdefault(self.tags(run).get(group) if group is not None else None, []).append(run)
        kept = {node.name for members in groups.values() for run in members[:k] for node in self._runs[run].lineage()}
        gone = [run for run in self._runs if run not in kept]
        self._runs = {name: node for name, node in self._runs.items() if name in kept}
        return gone

    def diff(self, a: str, b: str) -> dict:
        def differing(names, left, right):
            pairs = ((name, (left(name), right(name))) for name in names)
            return {name: pair for name, pair in pairs if pair[0] != pair[1]}

        one, two = self._runs[a], self._runs[b]
        return {
            "tags": differing({*one.all_tags(), *two.all_tags()}, one.all_tags().get, two.all_tags().get),
            "metrics": differing({*one.metrics, *two.metrics}, one.last_number, two.last_number),
        }
