"""Reviews: what is due, what is new today, and the interview date that bends the schedule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from hotseat.bank.shelf import Bank
from hotseat.learner.rating import rating_of
from hotseat.learner.reviews import LAST_LOOK_DAYS, Plan, advanced, due, new_per_day, order_of_new
from hotseat.model.answer import CONCEPT, DRILL, OWN, SCHEDULED, Answer
from hotseat.model.card import Standing
from hotseat.model.errors import WrongInput
from hotseat.store.record import Store

INTERVIEW = "interview"
FARTHEST_DAYS = 730
USUAL_MINUTES = 3
OWN_MINUTES = 1
TITLE = 60
Key = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """What the schedule needs of a unit. topic: its main one."""

    title: str
    minutes: int
    topic: str


@dataclass(frozen=True)
class Item:
    """A unit to review now. why: "due" or "new"; due_at: None when it is new."""

    round: str
    slug: str
    title: str
    minutes: int
    why: str
    due_at: datetime | None


@dataclass(frozen=True)
class Queue:
    """What to do today, in order. later: how many are due within the next seven days."""

    items: tuple[Item, ...]
    due: int
    new: int
    later: int

    @property
    def minutes(self) -> int:
        """What it takes."""
        return sum(item.minutes for item in self.items)


class Reviews:
    """One learner's schedule."""

    def __init__(self, store: Store, bank: Bank, learner: str, now: Callable[[], datetime]) -> None:
        self._store = store
        self._bank = bank
        self._learner = learner
        self._now = now

    def interview(self) -> date | None:
        """The day of the interview, or None."""
        text = self._store.cards.setting(self._learner, INTERVIEW)
        return None if text is None else date.fromisoformat(text)

    def days_left(self) -> int | None:
        """Until the interview; None without one, or when it is past."""
        day = self.interview()
        left = (day - self._now().date()).days if day else -1
        return left if left >= 0 else None

    def set_interview(self, day: date | None) -> None:
        """Keep or forget the day. Raises WrongInput for a day that is past or too far away."""
        today = self._now().date()
        if day is not None and not today <= day <= today + timedelta(days=FARTHEST_DAYS):
            fix = f"Give a day from {today.isoformat()} on, within two years."
            raise WrongInput(f"{day.isoformat()} cannot be the day of an interview.", "", fix)
        self._store.cards.set(self._learner, INTERVIEW, day.isoformat() if day else None)

    def record(self, answer: Answer, minutes: int) -> None:
        """Append an answer and bring its unit's card forward, both or neither."""
        with self._store.transaction():
            if self._store.add(answer):
                self._advance(answer, minutes)

    def queue(self, limit: int = 100, round_: str | None = None) -> Queue:
        """What is due, most urgent first, then what is new today."""
        now, known = self._now(), self._known()
        plan = self._plan(known)
        cards = self._near(plan, now)
        ready = [card for card in due(cards, plan, now) if (card.round, card.unit) in known]
        if round_ is not None:
            ready = [card for card in ready if card.round == round_]
        items = [_item((card.round, card.unit), known, card.due) for card in ready[:limit]]
        fresh = [key for key in self._new(known, plan, now) if round_ in (None, key[0])]
        items += [_item(key, known, None) for key in fresh]
        later = self._store.cards.count_between(self._learner, now, now + timedelta(days=7))
        return Queue(tuple(items[:limit]), len(ready), len(fresh), later)

    def rebuild(self) -> None:
        """Derive every card again from the answers."""
        known = self._known()
        with self._store.transaction():
            self._store.cards.forget(self._learner)
            for entry in self._store.entries(self._learner):
                if isinstance(entry, Answer):
                    unit = known.get((entry.round, entry.unit))
                    self._advance(entry, unit.minutes if unit else USUAL_MINUTES)

    def _plan(self, known: Mapping[Key, Known]) -> Plan:
        """The interview day, and how often each unit's topic is asked."""
        syllabus = self._bank.syllabus()
        asked = {topic.id: topic.asked for area in syllabus.areas for topic in area.topics}
        importance = {unit: asked.get(facts.topic, "medium") for (_, unit), facts in known.items()}
        return Plan(self.interview(), importance)

    def _advance(self, answer: Answer, minutes: int) -> None:
        if answer.round not in SCHEDULED or (answer.by == "self" and answer.round != OWN):
            # Told in a loop, or a second look at an answer that was counted; cards of one's own are rated only so.
            return
        card = self._store.cards.get(self._learner, answer.round, answer.unit)
        rating = rating_of(answer, minutes)
        self._store.cards.put(self._learner, advanced(card, answer.unit, answer.round, rating, answer.at))

    def _near(self, plan: Plan, now: datetime) -> list[Standing]:
        """The cards that can be due: all of them only when the interview is near."""
        most = max(LAST_LOOK_DAYS.values())
        is_near = plan.interview is not None and (plan.interview - now.date()).days <= most
        return self._store.cards.standings(self._learner, None if is_near else now)

    def _new(self, known: Mapping[Key, Known], plan: Plan, now: datetime) -> list[Key]:
        """Units that were never answered, as many as today still takes."""
        seen = self._store.answers.units(self._learner)
        unseen = [key for key in known if key not in seen]
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        begun = self._store.answers.begun_since(self._learner, midnight)
        left = max(0, new_per_day(len(unseen) + begun, plan, now) - begun)
        return _alternating(
            [[(round_, unit) for unit in order_of_new(_of(unseen, round_), plan)] for round_ in SCHEDULED]
        )[:left]

    def _known(self) -> dict[Key, Known]:
        found = {
            (CONCEPT, unit.slug): Known(unit.title, unit.minutes, unit.topics[0])
            for unit in self._bank.questions()
        }
        for unit in self._bank.drills():
            found[DRILL, unit.slug] = Known(unit.title, unit.minutes, unit.topics[0])
        for card in self._store.own_cards.lines(self._learner):
            found[OWN, card.unit] = Known(title_of(card.head), OWN_MINUTES, card.topic or "")
        return found


def title_of(front: str) -> str:
    """The beginning of a card's question, on one line."""
    plain = " ".join(front.split())
    return plain if len(plain) <= TITLE else plain[: TITLE - 1].rstrip() + "…"


def _item(key: Key, known: Mapping[Key, Known], due_at: datetime | None) -> Item:
    unit = known[key]
    return Item(*key, unit.title, unit.minutes, "new" if due_at is None else "due", due_at)


def _of(keys: list[Key], round_: str) -> list[str]:
    return [unit for kind, unit in keys if kind == round_]


def _alternating(lists: list[list[Key]]) -> list[Key]:
    """The first of each list, then the second of each, and so on."""
    rows = zip_longest(*lists)
    return [key for row in rows for key in row if key is not None]
