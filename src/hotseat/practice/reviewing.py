"""Reviews: what is due, what is new today, and the interview date that bends the schedule.

Cards are derived from the record: after each answer and each accepted attempt, and all of them again after an import or
where an older Hotseat derived them by other rules.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from hotseat.bank.shelf import Bank
from hotseat.learner.reviews import LAST_LOOK_DAYS, Plan, advanced, due, new_per_day, order_of_new
from hotseat.learner.unit_cards import after_quiz, card_of, card_of_problem, rating_of
from hotseat.model.answer import CONCEPT, DRILL, OWN, QUIZ, SCHEDULED, Answer
from hotseat.model.attempt import CODING, Attempt, AttemptLine
from hotseat.model.card import Standing
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.unit import CodingUnit
from hotseat.model.verdict import Verdict
from hotseat.practice.seal import Seal
from hotseat.store.record import Store

INTERVIEW = "interview"
DERIVED, RULES = "derived", "2"  # the setting that names the rules by which the cards were derived
FARTHEST_DAYS = 730
MOST_ATTEMPTS = 1_000_000
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
    """One learner's schedule. now: in the learner's time zone, where days begin and end."""

    def __init__(
        self, store: Store, bank: Bank, seal: Seal, learner: str, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._bank = bank
        self._seal = seal
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
                card = self._store.cards.get(self._learner, answer.round, answer.unit)
                rating = rating_of(answer, None, minutes)
                self._store.cards.put(
                    self._learner, advanced(card, answer.unit, answer.round, rating, answer.at)
                )

    def record_own(self, answer: Answer, minutes: int) -> None:
        """Append the candidate's own marks of an answer; its unit's card is derived again with them."""
        with self._store.transaction():
            if self._store.add(answer):
                key = answer.round, answer.unit
                entries = self._store.answers.of_unit(self._learner, *key)
                entries += [each for each in self._quizzes() if key in _decided(each)]
                self._derive(key, sorted(entries, key=lambda each: each.at), minutes)

    def record_attempt(self, attempt: Attempt) -> None:
        """Append an attempt and, where it solved its problem, bring that problem's card forward."""
        with self._store.transaction():
            if self._store.add(attempt) and attempt.verdict is Verdict.ACCEPTED:
                lines = self._store.lines(self._learner, attempt.unit, MOST_ATTEMPTS, None)
                self._derive_problem(attempt.unit, lines[::-1], self._minutes(attempt.unit))

    def record_quiz(self, result: Answer) -> None:
        """Append what a quiz showed, and put its units' cards where that says."""
        with self._store.transaction():
            if self._store.add(result):
                for round_, unit in _decided(result):
                    card = after_quiz(
                        self._store.cards.get(self._learner, round_, unit), unit, round_, result
                    )
                    if card is not None:
                        self._store.cards.put(self._learner, card)

    def queue(self, limit: int = 100, round_: str | None = None) -> Queue:
        """What is due, most urgent first, then what is new today; nothing that a running interview asks."""
        if self._store.cards.setting(self._learner, DERIVED) != RULES:
            self.rebuild()
        now, sealed = self._now(), self._seal.units()
        known = {key: each for key, each in self._known().items() if key not in sealed}
        plan = self._plan(known)
        cards = self._near(plan, now)
        ready = [card for card in due(cards, plan, now) if (card.round, card.unit) in known]
        if round_ is not None:
            ready = [card for card in ready if card.round == round_]
        items = [_item((card.round, card.unit), known, card.due) for card in ready[:limit]]
        fresh = [key for key in self._new(known, plan, now) if round_ in (None, key[0])]
        items += [_item(key, known, None) for key in fresh]
        week = self._store.cards.due_between(self._learner, now, now + timedelta(days=7))
        ahead = set(week) - {(card.round, card.unit) for card in ready}
        later = sum(key in known and round_ in (None, key[0]) for key in ahead)
        return Queue(tuple(items[:limit]), len(ready), len(fresh), later)

    def is_problem_due(self, unit: CodingUnit) -> bool:
        """Whether a problem that was solved is due again."""
        card = self._store.cards.get(self._learner, CODING, unit.slug)
        if card is None:
            return False
        known = {(CODING, unit.slug): Known(unit.title, unit.minutes, unit.topics[0])}
        return bool(due([card.standing()], self._plan(known), self._now()))

    def rebuild(self) -> None:
        """Derive every card again from the answers and attempts."""
        known = self._known()
        with self._store.transaction():
            self._store.cards.forget(self._learner)
            for key, entries in self._entries().items():
                self._derive(key, entries, known[key].minutes if key in known else USUAL_MINUTES)
            lines: defaultdict[str, list[AttemptLine]] = defaultdict(list)
            for line in reversed(self._store.lines(self._learner, None, MOST_ATTEMPTS, None)):
                lines[line.unit].append(line)
            for unit, own in lines.items():
                minutes = known[CODING, unit].minutes if (CODING, unit) in known else USUAL_MINUTES
                self._derive_problem(unit, own, minutes)
            self._store.cards.set(self._learner, DERIVED, RULES)

    def _entries(self) -> dict[Key, list[Answer]]:
        """What the record says about each question and drill, oldest first."""
        read = [each for each in self._store.answers.all(self._learner) if isinstance(each, Answer)]
        entries: defaultdict[Key, list[Answer]] = defaultdict(list)
        for answer in sorted(read, key=lambda each: each.at):
            keys = [(answer.round, answer.unit)] if answer.round in SCHEDULED else _decided(answer)
            for key in keys:
                entries[key].append(answer)
        return entries

    def _quizzes(self) -> list[Answer]:
        topics = {line.unit for line in self._store.answers.lines(self._learner, QUIZ)}
        return [each for unit in topics for each in self._store.answers.of_unit(self._learner, QUIZ, unit)]

    def _derive(self, key: Key, entries: list[Answer], minutes: int) -> None:
        card = card_of(key[1], key[0], entries, minutes)
        if card is not None:
            self._store.cards.put(self._learner, card)

    def _minutes(self, problem: str) -> int:
        try:
            return self._bank.unit(problem).minutes
        except HotseatError:  # saved after it left the bank
            return USUAL_MINUTES

    def _derive_problem(self, unit: str, lines: list[AttemptLine], minutes: int) -> None:
        has_given_up = self._store.has_given_up(self._learner, unit)
        card = card_of_problem(unit, lines, minutes, has_given_up=has_given_up)
        if card is not None:
            self._store.cards.put(self._learner, card)

    def _plan(self, known: Mapping[Key, Known]) -> Plan:
        """The interview day, and how often each unit's topic is asked."""
        syllabus = self._bank.syllabus()
        asked = {topic.id: topic.asked for area in syllabus.areas for topic in area.topics}
        importance = {unit: asked.get(facts.topic, "medium") for (_, unit), facts in known.items()}
        return Plan(self.interview(), importance)

    def _near(self, plan: Plan, now: datetime) -> list[Standing]:
        """The cards that can be due: all of them only when the interview is near."""
        most = max(LAST_LOOK_DAYS.values())
        is_near = plan.interview is not None and (plan.interview - now.date()).days <= most
        return self._store.cards.standings(self._learner, None if is_near else now)

    def _new(self, known: Mapping[Key, Known], plan: Plan, now: datetime) -> list[Key]:
        """Questions and drills that were never answered, as many as today still takes."""
        unseen = self._store.cards.unseen(self._learner, [key for key in known if key[0] != CODING])
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
        for facts in self._bank.facts():
            found[CODING, facts.slug] = Known(facts.title, facts.minutes, facts.topics[0])
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


def _decided(result: Answer) -> list[Key]:
    """The units about which a quiz's result says something; none for any other answer."""
    if result.round != QUIZ:
        return []
    pairs = [*result.detail.get("known", []), *result.detail.get("missed", [])]
    return [(str(round_), str(unit)) for round_, unit in pairs]


def _of(keys: list[Key], round_: str) -> list[str]:
    return [unit for kind, unit in keys if kind == round_]


def _alternating(lists: list[list[Key]]) -> list[Key]:
    """The first of each list, then the second of each, and so on."""
    rows = zip_longest(*lists)
    return [key for row in rows for key in row if key is not None]
