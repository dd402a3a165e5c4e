"""What to do on each day until the interview: reviews that are due, new units, mock loops, and an easy last day.

A plan is made from what is true now, so that a missed day needs nothing but a new plan. A day keeps room for its best
new unit, then takes reviews, then more new units. The next new unit is for the kind of round that is furthest behind
its share of the minutes, shares being what each kind's topics are worth together (weighted fair queueing, Demers,
Keshav and Shenker 1989). Of that kind it is the unit where a minute is worth most (learner/readiness.py), less for
every unit of its topic that is planned already. Its reviews are planned as FSRS has them after good answers.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
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
REVIEW_SHARE = 0.5  # of a day's minutes at most, so that new units keep coming
PREPARES = {"drill": CONCEPT}  # the kind of round that a unit prepares for, where it is not its own
TRANSFER = 0.5  # of what a topic is worth in other kinds of round
LEAST_SHARE = 0.05  # of the minutes, for a kind of round that the loop does not have
LAST_DAY_SHARE = 0.5
DAYS_AFTER_LAST_MOCK = 2  # days of study between the last mock loop and the interview, at least
FARTHEST_DAYS = 730


@dataclass(frozen=True)
class Availability:
    """When there is time. minutes: on a day of study, >= 0; the interview's own day is never one.

    off: days without study; weekdays_off: the same every week, Monday is 0. done_today: minutes that
    are used up today. zone: where these days begin and end.
    """

    today: date
    interview: date
    minutes: float
    off: frozenset[date] = frozenset()
    weekdays_off: frozenset[int] = frozenset()
    done_today: float = 0.0
    zone: tzinfo = UTC

    def minutes_on(self, day: date, *, is_last: bool) -> float:
        """The minutes that can be planned for a day of study."""
        whole = self.minutes * (LAST_DAY_SHARE if is_last else 1.0)
        return max(0.0, whole - self.done_today) if day == self.today else whole

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
    """A mock loop to plan. slug: of the loop; gap_days: between two, at least; most: how many are still wanted.

    last: the day of the latest one done; earliest: the first day for one, such as three days after practice began.
    """

    slug: str
    title: str
    minutes: float
    gap_days: int = 7
    most: int = 4
    last: date | None = None
    earliest: date | None = None


@dataclass(frozen=True)
class Shelf:
    """What can be planned. items: units with distinct (round, unit), seen or not; cards: of units seen.

    worth: gain in chance per minute by kind of round and topic, as forecasts give it; asked: "high", "medium" or "low"
    by topic. A unit without a card is new: leave out what was solved and does not come back. practised: minutes by kind
    of round in the last week or so, so that no kind is forgotten when plans are made every day.
    """

    items: Sequence[Item]
    cards: Mapping[Key, Card]
    worth: Mapping[tuple[str, str], float]
    asked: Mapping[str, str]
    practised: Mapping[str, float] = field(default_factory=dict)


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

    first_days: stop after so many days of study, which are the same as those of the whole plan. Without an interview,
    plan for a day two months ahead and stop after 14.
    """
    days = availability.days()
    mocks = _mock_days(availability, days, mock) if mock else set()
    work = _Work.of(shelf, availability)
    planned = []
    for day in days[:first_days]:
        is_last = day == days[-1]
        tasks: list[Task] = []
        left = availability.minutes_on(day, is_last=is_last)
        if mock and day in mocks:
            tasks.append(Task("mock", mock.slug, "loop", mock.title, mock.minutes, ()))
            left -= mock.minutes
        takes_new = day not in mocks and (not is_last or len(days) == 1)
        kept = work.next_minutes(left) if takes_new else 0.0
        reviews = work.reviews(day, min(left - kept, left * REVIEW_SHARE) if takes_new else left)
        left -= sum(task.minutes for task in reviews)
        tasks += reviews + (work.new(day, left) if takes_new else [])
        planned.append(PlanDay(day, tuple(tasks), is_last))
    return StudyPlan(tuple(planned), tuple(work.unplanned()), mock is not None and not mocks)


def _mock_days(availability: Availability, days: Sequence[date], mock: Mock) -> set[date]:
    """As late as they can be, counted back from the interview, and apart."""
    found: list[date] = []
    for day in reversed(days[: max(0, len(days) - DAYS_AFTER_LAST_MOCK)]):
        is_apart = not found or (found[-1] - day).days >= mock.gap_days
        is_later = mock.last is None or (day - mock.last).days >= mock.gap_days
        is_open = mock.earliest is None or day >= mock.earliest
        fits = mock.minutes <= availability.minutes_on(day, is_last=False)
        if fits and is_apart and is_later and is_open and len(found) < mock.most:
            found.append(day)
    return set(found)


@dataclass
class _Work:
    """What is still to be planned, day after day."""

    shelf: Shelf
    zone: tzinfo
    bend: Plan
    waiting: dict[Key, Item]
    cards: dict[Key, Card]
    items: dict[Key, Item]
    worths: dict[Key, float]
    shares: dict[str, float]
    spent: defaultdict[str, float]
    planned_of: Counter[str] = field(default_factory=Counter)

    @staticmethod
    def of(shelf: Shelf, availability: Availability) -> "_Work":
        items = {(each.round, each.unit): each for each in shelf.items}
        asked = {each.unit: shelf.asked.get(each.topics[0], "medium") for each in shelf.items}
        return _Work(
            shelf=shelf,
            zone=availability.zone,
            bend=Plan(availability.interview, asked),
            waiting={key: each for key, each in items.items() if key not in shelf.cards},
            cards={key: card for key, card in shelf.cards.items() if key in items},
            items=items,
            worths={key: _worth(each, shelf.worth) for key, each in items.items()},
            shares=_shares(shelf),
            spent=_spent(shelf),
        )

    def reviews(self, day: date, minutes: float) -> list[Task]:
        """What is due on a day, what is asked most first, as far as it fits."""
        night, tasks = datetime.combine(day, time.max, self.zone), []
        begins, ends = self._moment(day, time.min), self._moment(day, time.max)
        ready = []
        for key, card in self.cards.items():
            due = due_at(card.standing(), self.bend, night)
            if due <= ends and card.last_at < begins:
                ready.append((self._order(self.items[key]), due, key))
        for _, _, key in sorted(ready):
            item = self.items[key]
            if item.minutes <= minutes:
                minutes -= item.minutes
                tasks.append(_task("review", item))
                self._answered(key, day)
        return tasks

    def next_minutes(self, minutes: float) -> float:
        """What the next new unit takes; 0 when none fits."""
        item = self._next(minutes)
        return item.minutes if item else 0.0

    def new(self, day: date, minutes: float) -> list[Task]:
        """New units, as far as they fit."""
        tasks = []
        while item := self._next(minutes):
            key = item.round, item.unit
            del self.waiting[key]
            minutes -= item.minutes
            self.spent[_kind(item)] += item.minutes
            self.planned_of[item.topics[0]] += 1
            tasks.append(_task("new", item))
            if item.round in REVIEWED:
                self._answered(key, day)
        return tasks

    def _next(self, minutes: float) -> Item | None:
        """The best unit that fits of the kind of round that is furthest behind its share."""
        best: dict[str, Item] = {}
        for item in self.waiting.values():
            kind = _kind(item)
            is_better = kind not in best or self._rank(item) < self._rank(best[kind])
            if item.minutes <= minutes and is_better:
                best[kind] = item
        if not best:
            return None
        ahead = {kind: (self.spent[kind] + best[kind].minutes) / self.shares[kind] for kind in best}
        return best[min(best, key=lambda kind: (ahead[kind], kind))]

    def unplanned(self) -> list[Item]:
        """New units that found no place, the most valuable first."""
        return sorted(self.waiting.values(), key=self._rank)

    def _answered(self, key: Key, day: date) -> None:
        """Its card moves on, as after a good answer at noon."""
        noon = self._moment(day, time(12))
        self.cards[key] = advanced(self.cards.get(key), key[1], key[0], "good", noon)

    def _moment(self, day: date, hour: time) -> datetime:
        """In UTC."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def _order(self, item: Item) -> int:
        return ORDER.get(self.shelf.asked.get(item.topics[0], "medium"), 1)

    def _rank(self, item: Item) -> tuple[float, int, float, str, str]:
        """Smaller is earlier: worth per minute, how often it is asked, easier first, then by name."""
        worth = self.worths[item.round, item.unit] / (1 + self.planned_of[item.topics[0]])
        return -worth, self._order(item), item.difficulty, item.round, item.unit


def _kind(item: Item) -> str:
    return PREPARES.get(item.round, item.round)


def _shares(shelf: Shelf) -> dict[str, float]:
    """The share of the minutes that each kind of round should have; > 0, in no particular sum."""
    worths = {_kind(item): 0.0 for item in shelf.items}
    for (kind, _), worth in shelf.worth.items():
        if kind in worths:
            worths[kind] += max(0.0, worth)
    total = sum(worths.values())
    return {kind: max(LEAST_SHARE, worth / total) if total else 1.0 for kind, worth in worths.items()}


def _spent(shelf: Shelf) -> defaultdict[str, float]:
    """Minutes of practice so far by the kind of round that they prepared for."""
    spent: defaultdict[str, float] = defaultdict(float)
    for round_, minutes in shelf.practised.items():
        spent[PREPARES.get(round_, round_)] += minutes
    return spent


def _worth(item: Item, worth: Mapping[tuple[str, str], float]) -> float:
    """What a minute at a unit is worth: its topics' mean, the main one counting most."""
    kinds = {kind for kind, _ in worth}
    own = _kind(item)
    first, *others = (
        sum(max(0.0, worth.get((kind, topic), 0.0)) * (1.0 if kind == own else TRANSFER) for kind in kinds)
        for topic in item.topics
    )
    return first if not others else MAIN_SHARE * first + (1 - MAIN_SHARE) * sum(others) / len(others)


def _task(kind: Kind, item: Item) -> Task:
    return Task(kind, item.unit, item.round, item.title, item.minutes, item.topics)
