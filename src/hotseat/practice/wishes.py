"""What the candidate said about the interview: when it is, for which role, and how much time there is."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hotseat.bank.shelf import Bank
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.loop import LoopFormat
from hotseat.model.names import did_you_mean
from hotseat.practice.reviewing import Reviews
from hotseat.store.record import Store

ROLE, MINUTES, OFF, SKIPPED = "role", "minutes-a-day", "days-off", "start-skipped"
USUAL_ROLE = "generalist-onsite"
USUAL_MINUTES, LEAST_MINUTES, MOST_MINUTES = 45, 5, 600
MOST_DAYS_OFF = 60
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Wishes:
    """interview: None for not yet; role: slug of a format, None where none was chosen; minutes: on a day of study.

    weekdays_off: 0 is Monday; days_off: single days. is_asked: whether the questions were answered or passed over.
    """

    interview: date | None = None
    role: str | None = None
    minutes: int = USUAL_MINUTES
    weekdays_off: frozenset[int] = frozenset()
    days_off: frozenset[date] = frozenset()
    is_asked: bool = False

    @property
    def off_words(self) -> str:
        """Single days off as they are typed."""
        return ", ".join(each.isoformat() for each in sorted(self.days_off))


class Notebook:
    """Where one learner's wishes are kept. now: in the learner's time zone."""

    def __init__(
        self, store: Store, bank: Bank, reviews: Reviews, learner: str, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._bank = bank
        self._reviews = reviews
        self._learner = learner
        self._now = now

    def read(self) -> Wishes:
        """What was said; an interview that is past counts as none."""
        day, (role, minutes, off, skipped) = self._reviews.interview(), self._settings()
        weekdays, days = _read_off(off)
        return Wishes(
            interview=day if day and day >= self._now().date() else None,
            role=role,
            minutes=int(minutes) if minutes else USUAL_MINUTES,
            weekdays_off=weekdays,
            days_off=days,
            is_asked=any((role, minutes, off, skipped, day)),
        )

    def keep(self, wishes: Wishes) -> None:
        """Replace what was said, all or nothing. Raises WrongInput."""
        slugs = [each.slug for each in self.formats()]
        if wishes.role is not None and wishes.role not in slugs:
            fix = did_you_mean(wishes.role, slugs) or "List them with: hotseat loop"
            raise WrongInput(f"There is no interview format '{wishes.role[:40]}'.", "", fix)
        check_minutes(wishes.minutes)
        if len(wishes.weekdays_off) == len(WEEKDAYS):
            raise WrongInput("No weekday is left to study on.", "days off", "Leave at least one free.")
        if len(wishes.days_off) > MOST_DAYS_OFF:
            raise WrongInput(f"More than {MOST_DAYS_OFF} days off.", "days off", "Name fewer.")
        off = [*sorted(wishes.weekdays_off), *(each.isoformat() for each in sorted(wishes.days_off))]
        values = ((ROLE, wishes.role), (MINUTES, str(wishes.minutes)), (OFF, json.dumps(off)))
        with self._store.transaction():
            if wishes.interview != self.read().interview or wishes.interview is None:
                self._reviews.set_interview(wishes.interview)
            for name, value in values:
                self._store.cards.set(self._learner, name, value)

    def skip(self) -> None:
        """The questions are not asked again."""
        self._store.cards.set(self._learner, SKIPPED, "1")

    def formats(self) -> list[LoopFormat]:
        """The roles to choose from, shortest first; none where the bank has no formats."""
        try:
            found = self._bank.loops().formats.values()
        except HotseatError:
            return []
        return sorted(found, key=lambda each: (each.minutes, each.slug))

    def format_for(self, wishes: Wishes) -> LoopFormat | None:
        """The format of the role, or the usual one; None where the bank has none."""
        found = {each.slug: each for each in self.formats()}
        return found.get(wishes.role or "") or found.get(USUAL_ROLE) or next(iter(found.values()), None)

    def _settings(self) -> tuple[str | None, ...]:
        return tuple(self._store.cards.setting(self._learner, name) for name in (ROLE, MINUTES, OFF, SKIPPED))


def check_minutes(minutes: int) -> int:
    """The same; raises WrongInput outside of what a day of study can have."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        fix = f"Give {LEAST_MINUTES} to {MOST_MINUTES}."
        raise WrongInput(f"{minutes} minutes a day cannot be planned for.", "", fix)
    return minutes


def weekday(text: str) -> int:
    """0 for Monday, from a name or its beginning. Raises WrongInput."""
    word = text.strip().lower()
    found = [place for place, name in enumerate(WEEKDAYS) if len(word) >= 3 and name.lower().startswith(word)]
    if not found:
        fix = did_you_mean(text, WEEKDAYS) or "Write it like Saturday."
        raise WrongInput(f"'{text[:20]}' is no weekday.", "", fix)
    return found[0]


def days_in(text: str) -> frozenset[date]:
    """The days of a list such as "2026-12-24, 2026-12-25". Raises WrongInput."""
    found = set()
    for word in text.replace(",", " ").split():
        try:
            found.add(date.fromisoformat(word))
        except ValueError:
            raise WrongInput(f"'{word[:20]}' is not a day.", "", "Write it like 2026-12-31.") from None
    return frozenset(found)


def _read_off(text: str | None) -> tuple[frozenset[int], frozenset[date]]:
    kept: Iterable[int | str] = json.loads(text) if text else []
    return (
        frozenset(each for each in kept if isinstance(each, int)),
        frozenset(date.fromisoformat(each) for each in kept if isinstance(each, str)),
    )
