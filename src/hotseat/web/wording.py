"""Numbers, times and verdicts as people say them."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from hotseat.model.verdict import CheckResult, Outcome, Shown, Verdict, follow_from_one, has_not_loaded
from hotseat.practice.clock import local as on_the_wall

HALF_PANE_COLUMNS = 38
VERDICT_WORDS: Final = {
    Verdict.ACCEPTED: "Accepted",
    Verdict.WRONG_ANSWER: "Not accepted",
    Verdict.ERROR: "Not accepted",
    Verdict.TIMEOUT: "Not accepted",
    Verdict.MEMORY_LIMIT: "Not accepted",
    Verdict.FORBIDDEN: "Not accepted",
    Verdict.JUDGE_ERROR: "Could not judge",
}
REASONS: Final = {
    "accepted": "",
    "wrong-answer": "wrong answer",
    "error": "error",
    "timeout": "time limit",
    "memory-limit": "memory limit",
    "forbidden": "not allowed here",
    "judge-error": "judge error",
}
OUTCOME_WORDS: Final = {
    Outcome.PASSED: "passed",
    Outcome.WRONG_ANSWER: "failed",
    Outcome.ERROR: "error",
    Outcome.TIMEOUT: "time limit",
    Outcome.MEMORY_LIMIT: "memory limit",
    Outcome.FORBIDDEN: "not allowed",
    Outcome.JUDGE_ERROR: "could not judge",
    Outcome.NOT_RUN: "not run",
}
STATE_WORDS: Final = {"new": "not tried", "tried": "tried", "solved": "solved"}


def tone(word: str) -> str:
    """The family of a verdict or outcome: good, bad, unsure or idle; picks icon and colour."""
    if word in ("accepted", "passed"):
        return "good"
    if word == "judge-error":
        return "unsure"
    return "idle" if word == "not-run" else "bad"


def clock(seconds: float) -> str:
    """Minutes and seconds: "4:05"."""
    whole = max(0, math.ceil(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def minutes(count: float) -> str:
    """Minutes as people say them: "45 min", "2 h 45 min"."""
    hours, rest = divmod(round(count), 60)
    return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"


def duration(seconds: float | None) -> str:
    """Seconds as people say them: "0.8 s", "12 min", "1 h 5 min", "3 days"; empty for None."""
    if seconds is None:
        return ""
    if seconds < 1:
        return f"{max(seconds, 0) * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours >= 24:
        return counted(round(hours / 24), "day")
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def ago(then: datetime | None, now: datetime) -> str:
    """How long ago: "just now", "5 min ago", "yesterday", "3 days ago", then the date; days are those of now's zone."""
    if then is None:
        return ""
    seconds = (now - then).total_seconds()
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min ago"
    if seconds < 86_400:
        return f"{seconds // 3600:.0f} h ago"
    there = then.astimezone(now.tzinfo)
    days = (now.date() - there.date()).days
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 30 else f"{there:%d %b %Y}"


def moment(then: datetime) -> str:
    """Local date and time: "Tue 4 Mar, 14:05"."""
    here = on_the_wall(then)
    return f"{here:%a} {here.day} {here:%b}, {here:%H:%M}"


def iso(then: datetime) -> str:
    """The UTC form for a <time> element."""
    return then.astimezone(UTC).isoformat(timespec="seconds")


def counted(count: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 check", "2 checks"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def short_number(value: float) -> str:
    """Three significant digits, without a long tail: "0.0123", "1.2e-09", "48"."""
    return f"{value:.3g}"


def rough_number(value: float) -> str:
    """Two significant digits, for what is known no better: "0.99", "2.6", "48", "130"."""
    if value < 100 or not math.isfinite(value):
        return f"{value:.2g}"
    return f"{round(value, 1 - math.floor(math.log10(value))):,.0f}"


def is_wide(value: Shown | None) -> bool:
    """Whether half a pane is too narrow for a value."""
    return value is not None and max(map(len, value.text.splitlines()), default=0) > HALF_PANE_COLUMNS


def tally(checks: Sequence[CheckResult]) -> str:
    """The checks in one line: "9 checks passed", "2 of 9 checks failed"; empty where none could be tried."""
    if not checks or has_not_loaded(checks):
        return ""
    failed = sum(check.outcome not in (Outcome.PASSED, Outcome.NOT_RUN) for check in checks)
    skipped = sum(check.outcome is Outcome.NOT_RUN for check in checks)
    noun = "check" if len(checks) == 1 else "checks"
    if not failed and not skipped:
        return f"{len(checks)} {noun} passed"
    text = f"{failed} of {len(checks)} {noun} failed"
    if skipped:
        return f"{text}, {skipped} not run"
    return f"{text}; begin with the first" if follow_from_one(checks) else text
