"""What to do on each day until the interview: reviews that are due, new units, mock loops, and an easy last day.

A plan is made from what is true now, so that a missed day needs nothing but a new plan. Reviews come first and leave
room for new units; new units come by what a minute at their topic is worth (learner/readiness.py), less for every unit
of the topic that is planned already. The days after a unit was planned, its reviews are planned as FSRS would have them
after good answers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from hotseat.learner.mastery import MAIN_SHARE
from hotseat.learner.reviews import ORDER, Plan, advanced, due_at
from hotseat.model.answer import CONCEPT, DRILL
from hotseat.model.card import Card
from hotseat.model.errors import WrongInput
from hotseat.model.evidence import Item

Kind = Literal["review", "new", "mock"]
Key = tuple[str, str]  # round, unit
REVIEWED = (CONCEPT, DRILL)  # rounds whose units come back
REVIEW_SHARE = 0.6  # of a day's minutes at most, so that new units keep coming
LAST_DAY_SHARE = 0.5
FIRST_MOCK_AFTER = 2  # days of study before the first mock loop
DAYS_AFTER_LAST_MOCK = 2  # days of study between the last mock loop and the interview, at least
FARTHEST_DAYS = 730


@dataclass(frozen=True)
class Availability:
    """When there is time. minutes: on a day of study, >= 0; the interview's own day is never one.

    off: days without study; weekdays_off: the same every week, Monday is 0.
    """

    today: date
    interview: date
    minutes: float
    off: frozenset[date] = frozenset()
    weekdays_off: frozenset[int] = frozenset()

    def days(self) -> list[date]:
        """The days of study, in order. Raises WrongInput for an interview that is more than two years away."""
        count = (self.interview - self.today).days
        if count > FARTHEST_DAYS:
            fix = "Give a day within two years."
            raise WrongInput(f"{self.interview.isoformat()} is too far away to plan for.", "", fix)
        days = (self.today + timedelta(days=n) for n in range(max(0, count)))
        return [day for day in days if day not in self.off and day.weekday() not in self.weekdays_off]


@dataclass(frozen=True)
class Mock:
    """A mock loop to plan. slug: of the loop; gap_days: between two, at least; most: how many in all."""

    slug: str
    title: str
    minutes: float
    gap_days: int = 7
    most: int = 4


@dataclass(frozen=True)
class Shelf:
    """What can be planned. items: units with distinct (round, unit), seen or not; cards: of units seen.

    worth: gain in chance per minute by topic, as forecasts give it; asked: "high", "medium" or "low" by topic. A unit
    without a card is new: leave out what was solved and does not come back.
    """

    items: Sequence[Item]
    cards: Mapping[Key, Card]
    worth: Mapping[str, float]
    asked: Mapping[str, str]


@dataclass(frozen=True)
class Task:
    """One thing to do. unit: the loop's slug for a mock. topics: the main one first."""

    kind: Kind
    unit: str
    round: str
    title: str
    minutes: float
    topics: tuple[str, ...]


@dataclass(frozen=True)
class PlanDay:
    """A day of study with its tasks in order. is_last: the lighter one before the interview."""

    day: date
    tasks: tuple[Task, ...]
    is_last: bool

    @property
    def minutes(self) -> float:
        """What the tasks take."""
        return sum(task.minutes for task in self.tasks)


@dataclass(frozen=True)
class StudyPlan:
    """Every day of study, in order. left_out: new units that found no place, the most valuable first.

    is_mock_left_out: a mock loop was asked for and none fits.
    """

    days: tuple[PlanDay, ...]
    left_out: tuple[Item, ...]
    is_mock_left_out: bool


def plan(
    availability: Availability, shelf: Shelf, mock: Mock | None = None, first_days: int | None = None
) -> StudyPlan:
    """The plan from today until the day before the interview. The same arguments give the same plan.

    first_days: stop after so many days of study, which are the same as those of the whole plan.
    """
    days = availability.days()
    mocks = _mock_days(days, mock, availability.minutes) if mock else set()
    work = _Work.of(shelf, availability.interview)
    planned = []
    for day in days[:first_days]:
        is_last = day == days[-1]
        tasks: list[Task] = []
        left = availability.minutes * (LAST_DAY_SHARE if is_last else 1.0)
        if mock and day in mocks:
            tasks.append(Task("mock", mock.slug, "loop", mock.title, mock.minutes, ()))
            left -= mock.minutes
        takes_new = day not in mocks and (not is_last or len(days) == 1)
        reviews = work.reviews(day, left * (REVIEW_SHARE if takes_new else 1.0))
        left -= sum(task.minutes for task in reviews)
        tasks += reviews + (work.new(day, left) if takes_new else [])
        planned.append(PlanDay(day, tuple(tasks), is_last))
    return StudyPlan(tuple(planned), tuple(work.unplanned()), mock is not None and not mocks)


def _mock_days(days: Sequence[date], mock: Mock, minutes: float) -> set[date]:
    """As late as they can be, counted back from the interview, and apart."""
    found: list[date] = []
    if mock.minutes <= minutes:
        for day in reversed(days[FIRST_MOCK_AFTER : max(0, len(days) - DAYS_AFTER_LAST_MOCK)]):
            is_apart = not found or (found[-1] - day).days >= mock.gap_days
            if is_apart and len(found) < mock.most:
                found.append(day)
    return set(found)


@dataclass
class _Work:
    """What is still to be planned, day after day."""

    shelf: Shelf
    bend: Plan
    waiting: dict[Key, Item]
    cards: dict[Key, Card]
    items: dict[Key, Item]
    worths: dict[Key, float]
    planned_of: Counter[str] = field(default_factory=Counter)

    @staticmethod
    def of(shelf: Shelf, interview: date) -> "_Work":
        items = {(each.round, each.unit): each for each in shelf.items}
        asked = {each.unit: shelf.asked.get(each.topics[0], "medium") for each in shelf.items}
        return _Work(
            shelf=shelf,
            bend=Plan(interview, asked),
            waiting={key: each for key, each in items.items() if key not in shelf.cards},
            cards={key: card for key, card in shelf.cards.items() if key in items},
            items=items,
            worths={key: _worth(each, shelf.worth) for key, each in items.items()},
        )

    def reviews(self, day: date, minutes: float) -> list[Task]:
        """What is due on a day, what is asked most first, as far as it fits."""
        night, tasks = datetime.combine(day, time.max, UTC), []
        ready = []
        for key, card in self.cards.items():
            due = due_at(card.standing(), self.bend, night)
            if due <= night and card.last_at.date() < day:
                ready.append((self._order(self.items[key]), due, key))
        for _, _, key in sorted(ready):
            item = self.items[key]
            if item.minutes <= minutes:
                minutes -= item.minutes
                tasks.append(_task("review", item))
                self._answered(key, day)
        return tasks

    def new(self, day: date, minutes: float) -> list[Task]:
        """New units worth most per minute, as far as they fit."""
        tasks = []
        while fitting := [each for each in self.waiting.values() if each.minutes <= minutes]:
            item = min(fitting, key=self._rank)
            key = item.round, item.unit
            del self.waiting[key]
            minutes -= item.minutes
            self.planned_of[item.topics[0]] += 1
            tasks.append(_task("new", item))
            if item.round in REVIEWED:
                self._answered(key, day)
        return tasks

    def unplanned(self) -> list[Item]:
        """New units that found no place, the most valuable first."""
        return sorted(self.waiting.values(), key=self._rank)

    def _answered(self, key: Key, day: date) -> None:
        """Its card moves on, as after a good answer at noon."""
        noon = datetime.combine(day, time(12), UTC)
        self.cards[key] = advanced(self.cards.get(key), key[1], key[0], "good", noon)

    def _order(self, item: Item) -> int:
        return ORDER.get(self.shelf.asked.get(item.topics[0], "medium"), 1)

    def _rank(self, item: Item) -> tuple[float, int, float, str, str]:
        """Smaller is earlier: worth per minute, how often it is asked, easier first, then by name."""
        worth = self.worths[item.round, item.unit] / (1 + self.planned_of[item.topics[0]])
        return -worth, self._order(item), item.difficulty, item.round, item.unit


def _worth(item: Item, worth: Mapping[str, float]) -> float:
    """What a minute at a unit is worth: its topics' mean, the main one counting most."""
    first, *others = (max(0.0, worth.get(topic, 0.0)) for topic in item.topics)
    return first if not others else MAIN_SHARE * first + (1 - MAIN_SHARE) * sum(others) / len(others)


def _task(kind: Kind, item: Item) -> Task:
    return Task(kind, item.unit, item.round, item.title, item.minutes, item.topics)
