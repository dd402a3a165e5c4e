"""What options say about the interview."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hotseat.model.errors import WrongInput
from hotseat.practice.wishes import Wishes, days_in, weekday

NONE = "none"


def told_wishes(before: Wishes, options: Mapping[str, str | int | None]) -> Wishes:
    """The wishes with what the options change. Raises WrongInput."""
    found = before
    if (day := options.get("interview")) is not None:
        found = replace(found, interview=_day(str(day)))
    if (role := options.get("role")) is not None:
        found = replace(found, role=None if role == NONE else str(role))
    if (minutes := options.get("minutes")) is not None:
        found = replace(found, minutes=int(minutes))
    if (off := options.get("off")) is not None:
        words = [] if off == NONE else str(off).replace(",", " ").split()
        names = [word for word in words if not word[0].isdigit()]
        days = days_in(" ".join(word for word in words if word[0].isdigit()))
        found = replace(found, weekdays_off=frozenset(map(weekday, names)), days_off=days)
    return found


def _day(text: str) -> date | None:
    if text.strip().lower() == NONE:
        return None
    days = days_in(text)
    if len(days) != 1:
        raise WrongInput("One day is needed.", "--interview", "Write it like 2026-12-31.")
    return next(iter(days))
