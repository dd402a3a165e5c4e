"""What the record says on a day: abilities, chances, the plan. Everything is worked out when it is first asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import numpy as np

from hotseat.learner.diagnostic import Placement, placement
from hotseat.learner.mastery import Mastery, TopicMastery, estimate
from hotseat.learner.memory import cards_of, recall_by_topic
from hotseat.learner.plan import Availability, Mock, PlanDay, Shelf, StudyPlan, plan
from hotseat.learner.readiness import USUAL, Forecast, LoopForecast, Move, forecast_loop
from hotseat.model.card import Card
from hotseat.model.evidence import Evidence, Item
from hotseat.model.loop import LoopFormat, RoundFormat
from hotseat.model.unit import Syllabus
from hotseat.practice.arithmetic import on_one_thread
from hotseat.practice.shapes import KINDS, rounds_of, shape_of
from hotseat.practice.standing import Key, minutes_of
from hotseat.practice.wishes import Wishes

SEED = 7  # of the draws that forecasts average over: the same record gives the same numbers
WITHOUT_DATE_DAYS, SHOWN_WITHOUT_DATE = 60, 14
BEFORE_FIRST_MOCK = timedelta(days=3)
RECENT = timedelta(days=7)
MOST_WEEKS = 10
WEAKEST, LEAST_SEEN = 5, 1
BRIEFLY = replace(USUAL, tried_out=0)
Foreseen = Callable[[tuple[object, ...], Callable[[], LoopForecast]], LoopForecast]


@dataclass(frozen=True)
class Facts:
    """What an outlook is made from. cards: of units that come back; last_mock: day of the latest loop that was sat.

    now: in the learner's time zone, where days begin and end. sealed: by round and unit, what a running interview asks,
    which is not planned meanwhile.
    """

    evidence: Sequence[Evidence]
    items: Sequence[Item]
    cards: Sequence[Card]
    solved: frozenset[str]
    syllabus: Syllabus
    wishes: Wishes
    format: LoopFormat | None
    formats: Sequence[LoopFormat]
    last_mock: date | None
    now: datetime
    sealed: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Week:
    """A week of the record. start: its Monday; answers: by kind of round; then: at its end, or now."""

    start: date
    answers: Mapping[str, int]
    then: LoopForecast | None

    @property
    def total(self) -> int:
        """All answers."""
        return sum(self.answers.values())


class Outlook:
    """One learner on one day. kept: remembers forecasts of weeks that are over."""

    def __init__(self, facts: Facts, kept: Foreseen) -> None:
        self.facts = facts
        self._kept = kept

    @property
    def wishes(self) -> Wishes:
        """What the candidate said about the interview."""
        return self.facts.wishes

    @property
    def format(self) -> LoopFormat | None:
        """The interview that is forecast and planned for."""
        return self.facts.format

    @property
    def today_date(self) -> date:
        """The day that all this is about."""
        return self.facts.now.date()

    @property
    def days_left(self) -> int | None:
        """Until the interview, or None."""
        return (self.wishes.interview - self.today_date).days if self.wishes.interview else None

    @cached_property
    def mastery(self) -> Mastery:
        """Abilities by topic."""
        return self._estimated(self.facts.evidence, self.facts.now)

    @cached_property
    def placed(self) -> Placement:
        """Where the answers put the candidate, by area."""
        return placement(self.mastery)

    @cached_property
    def rounds(self) -> tuple[RoundFormat, ...]:
        """The rounds that are forecast, as the forecast has them."""
        return rounds_of(self.format, self.facts.syllabus)

    @cached_property
    def forecast(self) -> LoopForecast | None:
        """The interview on its day, or today where there is none, if nothing more is done; None without rounds."""
        return self._foreseen(self.mastery, self.format, self.recall)

    @cached_property
    def others(self) -> tuple[tuple[LoopFormat, LoopForecast], ...]:
        """The other formats on the same day, without what would move them."""
        return tuple(
            (each, found)
            for each in self.facts.formats
            if each != self.format
            and (found := self._foreseen(self.mastery, each, self.recall, is_brief=True)) is not None
        )

    @cached_property
    def recall(self) -> dict[str, float]:
        """By topic, on the day of the interview."""
        facts = self.facts
        kept = {(each.round, each.unit) for each in facts.cards}
        others = (each for each in facts.evidence if (each.round, each.unit) not in kept)
        known = [each.standing() for each in (*facts.cards, *cards_of(others))]
        topics = {each.unit: each.topics for each in facts.items}
        day = facts.wishes.interview
        on = facts.now if day is None else max(facts.now, self._moment(day, time(12)))
        return recall_by_topic(known, topics, on)

    @cached_property
    def today(self) -> PlanDay | None:
        """What to do today; None on a day off, and on the day of the interview."""
        days = self._planned(1).days
        return days[0] if self.facts.items and days and days[0].day == self.today_date else None

    @cached_property
    def plan(self) -> StudyPlan:
        """Every day until the interview; the next days of study without one."""
        return self._planned(None if self.wishes.interview else SHOWN_WITHOUT_DATE)

    @cached_property
    def done_today(self) -> float:
        """Minutes of practice today."""
        midnight = self._moment(self.today_date)
        return sum(minutes_of(each) for each in self.facts.evidence if each.at >= midnight)

    @cached_property
    def weakest(self) -> tuple[TopicMastery, ...]:
        """Topics that were answered, the least expected score first."""
        seen = [each for each in self.mastery.topics if each.answers >= LEAST_SEEN]
        return tuple(sorted(seen, key=lambda each: (each.share, each.id))[:WEAKEST])

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The last weeks of the record, oldest first; empty without answers."""
        evidence, this = self.facts.evidence, _monday(self.today_date)
        if not evidence:
            return ()
        first = max(_monday(self._day(evidence[0].at)), this - timedelta(weeks=MOST_WEEKS - 1))
        counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
        for each in evidence:
            counts[_monday(self._day(each.at))][each.round] += 1
        weeks = [first + timedelta(weeks=n) for n in range((this - first).days // 7 + 1)]
        return tuple(Week(monday, dict(counts[monday]), self._at_end(monday)) for monday in weeks)

    def to_practise(self, move: Move, kind: str = "") -> Item | None:
        """A unit that trains a topic: one that was not met before, of the kind of round where there is one."""
        fitting = [each for each in self.facts.items if move.topic in each.topics]
        return min(
            fitting,
            key=lambda each: (
                each.unit in self.mastery.seen,
                each.topics[0] != move.topic,
                bool(kind) and each.round != kind,
                each.difficulty,
                each.unit,
            ),
            default=None,
        )

    def titled(self) -> tuple[tuple[RoundFormat, Forecast], ...]:
        """Each round with its forecast."""
        forecast = self.forecast
        return tuple(zip(self.rounds, forecast.rounds, strict=True)) if forecast else ()

    def topic_name(self, topic: str) -> str:
        """As the syllabus has it."""
        found = self.facts.syllabus.topic(topic)
        return found.name if found else topic

    def _day(self, at: datetime) -> date:
        """The learner's day at a moment."""
        return at.astimezone(self.facts.now.tzinfo).date()

    def _moment(self, day: date, hour: time = time.min) -> datetime:
        """The learner's midnight or another hour, in UTC: two moments of one zone compare by the hands of its clock."""
        return datetime.combine(day, hour, self.facts.now.tzinfo).astimezone(UTC)

    def _at_end(self, monday: date) -> LoopForecast | None:
        """As it stood at the end of a week, with nothing forgotten."""
        end = min(self.facts.now, self._moment(monday + timedelta(days=7)))
        evidence = [each for each in self.facts.evidence if each.at <= end]
        key = end, len(evidence), self.format.slug if self.format else ""
        if not evidence or not self.rounds:
            return None

        def foresee() -> LoopForecast:
            found = self._foreseen(self._estimated(evidence, end), self.format, {}, is_brief=True)
            assert found is not None
            return found

        return self._kept(key, foresee)

    def _estimated(self, evidence: Sequence[Evidence], at: datetime) -> Mastery:
        with on_one_thread():
            return estimate(evidence, self.facts.syllabus, at)

    def _foreseen(
        self,
        mastery: Mastery,
        format_: LoopFormat | None,
        recall: Mapping[str, float],
        *,
        is_brief: bool = False,
    ) -> LoopForecast | None:
        syllabus = self.facts.syllabus
        rounds = rounds_of(format_, syllabus)
        if not rounds:
            return None
        shape = shape_of(format_.title if format_ else "Questions and coding", rounds, syllabus)
        rng = np.random.default_rng(SEED)
        with on_one_thread():
            return forecast_loop(mastery, syllabus, shape, recall, rng, BRIEFLY if is_brief else USUAL)

    def _planned(self, first_days: int | None) -> StudyPlan:
        facts, wishes = self.facts, self.wishes
        have = Availability(
            today=self.today_date,
            interview=wishes.interview or self.today_date + timedelta(days=WITHOUT_DATE_DAYS),
            minutes=wishes.minutes,
            off=wishes.days_off,
            weekdays_off=wishes.weekdays_off,
            done_today=self.done_today,
            zone=self.facts.now.tzinfo or UTC,
        )
        return plan(have, self._shelf(), self._mock() if facts.items else None, first_days)

    def _shelf(self) -> Shelf:
        facts = self.facts
        cards: dict[Key, Card] = {(each.round, each.unit): each for each in facts.cards}
        practised: defaultdict[str, float] = defaultdict(float)
        for each in facts.evidence:
            if facts.now - each.at < RECENT:
                practised[each.round] += minutes_of(each)
        is_done = {(each.round, each.unit) for each in facts.evidence if each.round == KINDS["behavioural"]}
        items = [
            each
            for each in facts.items
            if (each.round, each.unit) not in facts.sealed
            and (
                (each.round, each.unit) in cards
                or (each.unit not in facts.solved and (each.round, each.unit) not in is_done)
            )
        ]
        asked = {topic.id: topic.asked for area in facts.syllabus.areas for topic in area.topics}
        return Shelf(items, cards, self.forecast.worth if self.forecast else {}, asked, practised)

    def _mock(self) -> Mock | None:
        """The interview itself as practice, or the longest other one for which a day has time."""
        facts = self.facts
        fitting = [each for each in facts.formats if each.minutes <= self.wishes.minutes]
        chosen = max(fitting, key=lambda each: (each == self.format, each.minutes), default=self.format)
        if chosen is None:
            return None
        began = facts.evidence[0].at if facts.evidence else facts.now
        earliest = self._day(began + BEFORE_FIRST_MOCK)
        return Mock(chosen.slug, chosen.title, chosen.minutes, last=facts.last_mock, earliest=earliest)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
