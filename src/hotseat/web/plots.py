"""Geometry of the pictures: numbers in, coordinates for inline SVG out. Shapes as well as colours tell series apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.model.verdict import Efficiency, Picture

BEYOND = 1e150  # larger numbers, infinite ones and NaN are not drawn
Values = Sequence[float]
Points = Sequence[tuple[float, ...]]
SHAPES = ("circle", "square", "triangle", "diamond", "plus", "cross")
PANEL = (260.0, 220.0)
GROWTH_PANEL = (440.0, 240.0)
MARGIN = (46.0, 12.0, 12.0, 30.0)  # left, right, top, bottom


@dataclass(frozen=True)
class Tick:
    """A place on an axis with its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Mark:
    """A point as a path; series 0.. picks colour and shape."""

    path: str
    series: int


@dataclass(frozen=True)
class Curve:
    """A polyline with its name, drawn as series 0.."""

    name: str
    path: str
    series: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Panel:
    """One drawing with its axes, in its own coordinates."""

    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    x_ticks: tuple[Tick, ...] = ()
    y_ticks: tuple[Tick, ...] = ()
    areas: tuple[Mark, ...] = ()
    edges: str = ""
    rings: str = ""
    curves: tuple[Curve, ...] = ()
    marks: tuple[Mark, ...] = ()


class Frame:
    """Maps data to a panel; logarithmic where asked. Values that cannot be drawn map to None."""

    def __init__(self, xs: Values, ys: Values, size: tuple[float, float], *, is_log: bool = False) -> None:
        self.is_log = is_log
        self.size = size
        self._x = _range([self._scaled(v) for v in xs], pad=0.06)
        self._y = _range([self._scaled(v) for v in ys], pad=0.08)
        left, right, top, bottom = MARGIN
        self.left, self.right = left, size[0] - right
        self.top, self.bottom = top, size[1] - bottom

    def _scaled(self, value: float) -> float:
        if not abs(value) < BEYOND:
            return math.nan
        if not self.is_log:
            return value
        return math.log10(value) if value > 0 else math.nan

    def place(self, x: float, y: float) -> tuple[float, float] | None:
        """Where a data point lies, rounded to a tenth."""
        sx, sy = self._scaled(x), self._scaled(y)
        if not (math.isfinite(sx) and math.isfinite(sy)):
            return None
        (x0, x1), (y0, y1) = self._x, self._y
        across = self.left + (sx - x0) / (x1 - x0) * (self.right - self.left)
        down = self.bottom - (sy - y0) / (y1 - y0) * (self.bottom - self.top)
        return round(across, 1), round(down, 1)

    def x_tick(self, value: float, label: str) -> Tick:
        """A tick on the x axis."""
        x0, x1 = self._x
        return Tick(
            round(self.left + (self._scaled(value) - x0) / (x1 - x0) * (self.right - self.left), 1), label
        )

    def y_tick(self, value: float, label: str) -> Tick:
        """A tick on the y axis."""
        y0, y1 = self._y
        return Tick(
            round(self.bottom - (self._scaled(value) - y0) / (y1 - y0) * (self.bottom - self.top), 1), label
        )

    def panel(self, name: str, **parts: object) -> Panel:
        """An empty panel of this frame, with parts."""
        return Panel(name, *self.size, self.left, self.right, self.top, self.bottom, **parts)  # type: ignore[arg-type]

    def bounds(self) -> tuple[float, float, float, float]:
        """Data range in scaled units: x0, x1, y0, y1."""
        return (*self._x, *self._y)


def _range(values: Sequence[float], pad: float) -> tuple[float, float]:
    finite = [v for v in values if math.isfinite(v)]
    if not finite:
        return 0.0, 1.0
    low, high = min(finite), max(finite)
    slack = (high - low) * pad or max(abs(high), 1.0) * 0.5
    return low - slack, high + slack


def round_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About `count` round numbers from low to high."""
    step = (high - low) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(step))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= step)
    first = math.ceil(low / step)
    return [round(k * step, 12) for k in range(first, math.floor(high / step) + 1)]


def mark(at: tuple[float, float], series: int, size: float = 3.6) -> Mark:
    """The shape of a series around a place."""
    x, y = at
    s = size
    t = round(s + 0.8, 1)
    shape = SHAPES[series % len(SHAPES)]
    paths = {
        "circle": f"M{x - s:.1f} {y}a{s} {s} 0 1 0 {2 * s} 0a{s} {s} 0 1 0 {-2 * s} 0z",
        "square": f"M{x - s + 0.4:.1f} {y - s + 0.4:.1f}h{2 * s - 0.8:.1f}v{2 * s - 0.8:.1f}h{0.8 - 2 * s:.1f}z",
        "triangle": f"M{x} {y - s - 0.6:.1f}l{s + 0.6:.1f} {2 * s:.1f}h{-2 * s - 1.2:.1f}z",
        "diamond": f"M{x} {y - s - 0.8:.1f}l{s + 0.4:.1f} {t}l{-s - 0.4:.1f} {t}l{-s - 0.4:.1f} {-t}z",
        "plus": f"M{x - s:.1f} {y}h{2 * s}M{x} {y - s:.1f}v{2 * s}",
        "cross": f"M{x - s:.1f} {y - s:.1f}l{2 * s} {2 * s}M{x + s:.1f} {y - s:.1f}l{-2 * s} {2 * s}",
    }
    return Mark(paths[shape], series % len(SHAPES))


def plot_picture(picture: Picture) -> tuple[Panel, ...]:
    """The panels of a check's picture: got and expected beside each other, on the same axes."""
    if picture.kind == "clusters":
        return _clusters(picture)
    if picture.kind == "boundary" and picture.extent is not None:
        return _boundary(picture, picture.extent)
    return _lines(picture) if picture.kind == "lines" else ()


def _label(value: float) -> str:
    return f"{value:.4g}"


def _axes(frame: Frame) -> dict[str, object]:
    x0, x1, y0, y1 = frame.bounds()
    xs, ys = ([v for v in round_ticks(*ends) if abs(v) < BEYOND] for ends in ((x0, x1), (y0, y1)))
    return {
        "x_ticks": tuple(frame.x_tick(v, _label(v)) for v in xs),
        "y_ticks": tuple(frame.y_tick(v, _label(v)) for v in ys),
    }


def _ranks(*labelings: Sequence[float]) -> dict[float, int]:
    """Labels in order of value; labels that are not numbers come last."""
    labels = {v for labels in labelings for v in labels if math.isfinite(v)}
    return {label: rank for rank, label in enumerate(sorted(labels))}


def _scatter(frame: Frame, points: Points, labels: Values, ranks: dict[float, int]) -> tuple[Mark, ...]:
    pairs = ((p, ranks.get(v, len(ranks))) for p, v in zip(points, labels, strict=False) if len(p) > 1)
    placed = [(frame.place(p[0], p[1]), rank) for p, rank in pairs]
    return tuple(mark(at, series) for at, series in placed if at is not None)


def _clusters(picture: Picture) -> tuple[Panel, ...]:
    pairs = [p for p in picture.points if len(p) > 1]
    frame = Frame([p[0] for p in pairs], [p[1] for p in pairs], PANEL)
    ranks = _ranks(picture.got, picture.expected)
    rings = _rings(frame, picture)
    return tuple(
        frame.panel(name, marks=_scatter(frame, picture.points, labels, ranks), rings=rings, **_axes(frame))
        for name, labels in (("Got", picture.got), ("Expected", picture.expected))
    )


def _rings(frame: Frame, picture: Picture) -> str:
    """Rings around points whose label differs; none where most differ, as renumbered clusters would."""
    triples = zip(picture.points, picture.got, picture.expected, strict=False)
    differing = [p for p, got, expected in triples if got != expected and len(p) > 1]
    if 2 * len(differing) > len(picture.points):
        return ""
    placed = (frame.place(p[0], p[1]) for p in differing)
    return "".join(
        f"M{at[0] - 8:.1f} {at[1]}a8 8 0 1 0 16 0a8 8 0 1 0 -16 0z" for at in placed if at is not None
    )


def _boundary(picture: Picture, extent: tuple[float, float, float, float]) -> tuple[Panel, ...]:
    x0, x1, y0, y1 = extent
    pairs = [p for p in picture.points if len(p) > 1]
    frame = Frame([x0, x1, *(p[0] for p in pairs)], [y0, y1, *(p[1] for p in pairs)], PANEL)
    ranks = _ranks(picture.got, picture.expected, picture.labels)
    panels = []
    for name, cells in (("Got", picture.got), ("Expected", picture.expected)):
        areas, edges = _regions(frame, cells, extent, ranks)
        marks = _scatter(frame, picture.points, picture.labels, ranks)
        panels.append(frame.panel(name, areas=areas, edges=edges, marks=marks, **_axes(frame)))
    return tuple(panels)


def _regions(
    frame: Frame, cells: Sequence[float], extent: tuple[float, float, float, float], ranks: dict[float, int]
) -> tuple[tuple[Mark, ...], str]:
    """One path per class, rows merged into runs, and the line where classes meet."""
    side = math.isqrt(len(cells))
    low, high = frame.place(extent[0], extent[2]), frame.place(extent[1], extent[3])
    if side == 0 or low is None or high is None:
        return (), ""
    step_x, step_y = (high[0] - low[0]) / side, (low[1] - high[1]) / side
    grid = [[ranks.get(v, len(ranks)) for v in cells[row * side : (row + 1) * side]] for row in range(side)]
    paths: dict[int, list[str]] = {}
    edges: list[str] = []
    for row, classes in enumerate(grid):
        top = low[1] - (row + 1) * step_y
        start = 0
        for column in range(1, side + 1):
            if column < side and classes[column] == classes[start]:
                continue
            left, width = low[0] + start * step_x, (column - start) * step_x
            paths.setdefault(classes[start], []).append(
                f"M{left:.1f} {top:.1f}h{width:.1f}v{step_y:.1f}h{-width:.1f}z"
            )
            if column < side:
                edges.append(f"M{left + width:.1f} {top:.1f}v{step_y:.1f}")
            start = column
        if row + 1 < side:
            changed = (c for c in range(side) if classes[c] != grid[row + 1][c])
            edges.extend(f"M{low[0] + c * step_x:.1f} {top:.1f}h{step_x:.1f}" for c in changed)
    return tuple(Mark("".join(path), rank % len(SHAPES)) for rank, path in sorted(paths.items())), "".join(
        edges
    )


def _lines(picture: Picture) -> tuple[Panel, ...]:
    xs = [p[0] for p in picture.points if p]
    frame = Frame(xs, [*picture.got, *picture.expected], (GROWTH_PANEL[0], PANEL[1]))
    curves = (
        _curve("expected", frame, xs, picture.expected, 1, has_marks=False),
        _curve("got", frame, xs, picture.got, 0, has_marks=False),
    )
    return (frame.panel("Got and expected", curves=curves, **_axes(frame)),)


def _curve(name: str, frame: Frame, xs: Values, ys: Values, series: int, *, has_marks: bool = True) -> Curve:
    """A line that breaks where a value cannot be drawn."""
    places = [frame.place(x, y) for x, y in zip(xs, ys, strict=False)]
    path, is_drawing = [], False
    for at in places:
        if at is not None:
            path.append(f"{'L' if is_drawing else 'M'}{at[0]} {at[1]}")
        is_drawing = at is not None
    marks = tuple(mark(at, series, 4) for at in places if at is not None) if has_marks else ()
    return Curve(name, "".join(path), series, marks)


def plot_growth(efficiency: Efficiency) -> Panel:
    """Seconds against size, both axes logarithmic."""
    seconds = [*efficiency.candidate_seconds, *efficiency.reference_seconds]
    frame = Frame(list(efficiency.sizes), seconds, GROWTH_PANEL, is_log=True)
    curves = (
        _curve("reference", frame, efficiency.sizes, efficiency.reference_seconds, 1),
        _curve("yours", frame, efficiency.sizes, efficiency.candidate_seconds, 0),
    )
    x_ticks = tuple(frame.x_tick(n, f"{n:,}") for n in efficiency.sizes)
    return frame.panel("CPU time", curves=curves, x_ticks=x_ticks, y_ticks=_seconds_ticks(frame))


def _seconds_ticks(frame: Frame) -> tuple[Tick, ...]:
    """Powers of ten; with 2 and 5 between them where there are too few."""
    *_, low, high = frame.bounds()
    powers = range(math.floor(low), math.ceil(high) + 1)
    for steps in ((1,), (1, 2, 5)):
        values = [m * 10.0**p for p in powers for m in steps if low <= math.log10(m) + p <= high]
        if len(values) > 1:
            break
    return tuple(frame.y_tick(v, _seconds(v)) for v in values)


def _seconds(value: float) -> str:
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if value * factor >= 0.9995:
            return f"{value * factor:.3g} {unit}"
    return f"{value * 1e9:.3g} ns"
