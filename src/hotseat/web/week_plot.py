"""The picture of the last weeks: how many answers, and the chance with its interval. Numbers in, coordinates out."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotseat.practice.outlook import Week

WIDTH, HEIGHT = 460.0, 190.0
LEFT, RIGHT, TOP, MIDDLE, BOTTOM = 44.0, 456.0, 10.0, 122.0, 162.0
BAR = 0.5  # of a week's width
MOST_BAR = 44.0


@dataclass(frozen=True)
class Bar:
    """A week's answers. x, y, width, height: of the bar; middle: of the week."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    count: int


@dataclass(frozen=True)
class Stick:
    """A week's chance with its interval, as heights."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class WeekPlot:
    """Everything in the picture's own coordinates. band, line: paths; empty where there is one week only."""

    bars: tuple[Bar, ...]
    sticks: tuple[Stick, ...]
    band: str
    line: str
    ticks: tuple[tuple[float, str], ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = RIGHT
    bottom: float = BOTTOM


def plot_weeks(weeks: Sequence[Week]) -> WeekPlot:
    """The picture; weeks: at least one."""
    step = (RIGHT - LEFT) / len(weeks)
    middles = [LEFT + step * (n + 0.5) for n in range(len(weeks))]
    most = max(each.total for each in weeks) or 1
    width = min(MOST_BAR, step * BAR)
    bars = []
    for middle, week in zip(middles, weeks, strict=True):
        height = round((BOTTOM - MIDDLE - 12) * week.total / most, 1)
        label = f"{week.start.day} {week.start:%b}"
        bars.append(
            Bar(round(middle - width / 2, 1), BOTTOM - height, width, height, middle, label, week.total)
        )
    sticks = tuple(
        Stick(round(middle, 1), _y(each.then.chance), _y(each.then.low), _y(each.then.high))
        for middle, each in zip(middles, weeks, strict=True)
        if each.then is not None
    )
    ticks = tuple((_y(share), f"{share:.0%}") for share in (0.0, 0.5, 1.0))
    if len(sticks) < 2:
        return WeekPlot(tuple(bars), sticks, "", "", ticks)
    there = " L".join(f"{each.x} {each.high}" for each in sticks)
    back = " L".join(f"{each.x} {each.low}" for each in reversed(sticks))
    line = " L".join(f"{each.x} {each.y}" for each in sticks)
    return WeekPlot(tuple(bars), sticks, f"M{there} L{back}Z", f"M{line}", ticks)


def _y(share: float) -> float:
    return round(TOP + (MIDDLE - 12 - TOP) * (1 - share), 1)
