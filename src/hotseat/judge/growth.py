"""How running time grows with input size: a log-log slope with its uncertainty, in words no finer than it allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

MODEL_SLACK = 0.1  # a constant part and n log n bend the line; no slope is known better than this
SMALLEST_SECONDS = 1e-3
RESAMPLES = 200
FEW_SIZES_SLACK = 0.35  # two sizes cannot show whether the line is straight
CLASSES = (
    (-99.0, 0.7, "slower than linear"),
    (0.7, 1.5, "about linear (n or n log n)"),
    (1.5, 2.5, "about quadratic"),
    (2.5, 3.5, "about cubic"),
    (3.5, 99.0, "faster than cubic"),
)


@dataclass(frozen=True)
class Growth:
    """The slope d log seconds / d log n with its 90 % interval, and what may honestly be said of it."""

    words: str
    exponent: float | None
    low: float | None
    high: float | None


def fitted_growth(
    sizes: Sequence[int], seconds: Sequence[Sequence[float]], rng: np.random.Generator
) -> Growth:
    """Fit over the sizes whose times are well above the clock. seconds: repeats per size, same order as sizes."""
    usable = [
        (n, times)
        for n, times in zip(sizes, seconds, strict=True)
        if times and np.median(times) >= SMALLEST_SECONDS
    ]
    if len(usable) < 2:
        return Growth("too quick to tell", None, None, None)
    logs = np.log([n for n, _ in usable])
    slopes = []
    for _ in range(RESAMPLES):
        resampled = [float(min(rng.choice(times, size=len(times)))) for _, times in usable]
        slopes.append(_slope(logs, np.log(resampled)))
    centre = _slope(logs, np.log([min(times) for _, times in usable]))
    slack = MODEL_SLACK if len(usable) > 2 else FEW_SIZES_SLACK
    low = float(np.quantile(slopes, 0.05)) - slack
    high = float(np.quantile(slopes, 0.95)) + slack
    return Growth(_words(low, high), float(centre), low, high)


def _slope(x: Any, y: Any) -> float:
    return float(np.polyfit(x, y, 1)[0])


def _words(low: float, high: float) -> str:
    first = next(name for start, end, name in CLASSES if start <= low < end)
    last = next(name for start, end, name in CLASSES if start <= high < end)
    return first if first == last else f"{first} or {last}; the times do not tell which"


def memory_growth(sizes: Sequence[int], megabytes: Sequence[float]) -> float | None:
    """Slope of peak memory over size, or None below 1 MB, where pages hide it."""
    usable = [(n, mb) for n, mb in zip(sizes, megabytes, strict=False) if mb >= 1.0]
    if len(usable) < 2:
        return None
    return _slope(np.log([n for n, _ in usable]), np.log([mb for _, mb in usable]))
