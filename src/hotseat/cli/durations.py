"""Durations and moments as people say them."""

from datetime import datetime

from hotseat.practice import clock


def spoken(seconds: float) -> str:
    """A duration: "8 ms", "0.42 s", "12 min", "3 h"."""
    if seconds < 0.1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 10:
        return f"{seconds:.2f} s"
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def local(moment: datetime) -> str:
    """A moment on the wall clock of this machine, to the minute."""
    return clock.local(moment).strftime("%Y-%m-%d %H:%M")
