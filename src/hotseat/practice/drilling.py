"""Drills: an exercise asked, an answer graded and recorded, and what to drill next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import randbits
from typing import Any
from uuid import uuid4

from hotseat.bank.shelf import Bank
from hotseat.drills.exercise import Choice, Exercise
from hotseat.drills.generator import exercise_of
from hotseat.drills.grading import DrillResult, expected_form, grade, shown
from hotseat.model.answer import DRILL, Answer
from hotseat.model.drill import DrillUnit
from hotseat.model.errors import WrongInput
from hotseat.model.names import did_you_mean
from hotseat.practice.reviewing import Reviews
from hotseat.practice.submission import checked_seconds
from hotseat.store.record import AnswerLine, Store

MAX_SEED = 2**32


@dataclass(frozen=True)
class DrillLine:
    """A drill as lists show it. streak: right answers in a row, last first; due_at: None when it is new."""

    unit: DrillUnit
    answers: int
    right: int
    streak: int
    due_at: datetime | None


@dataclass(frozen=True)
class Marked:
    """An answer's outcome. right: the right answer as text; answer: what was recorded."""

    result: DrillResult
    right: str
    answer: Answer


class Drills:
    """One learner's drills."""

    def __init__(
        self, store: Store, bank: Bank, reviews: Reviews, learner: str, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._bank = bank
        self._reviews = reviews
        self._learner = learner
        self._now = now

    def lines(self) -> list[DrillLine]:
        """Every drill with what is known about it, by slug."""
        answered: dict[str, list[AnswerLine]] = {}
        for line in self._store.answers.lines(self._learner, DRILL):
            answered.setdefault(line.unit, []).append(line)
        due = {card.unit: card.due for card in self._store.cards.all(self._learner) if card.round == DRILL}
        return [_line(unit, answered.get(unit.slug, []), due.get(unit.slug)) for unit in self._bank.drills()]

    def chosen(self, wanted: str | None) -> list[DrillLine]:
        """The drills of a slug, a topic or an area; all without one. Raises WrongInput for an unknown name."""
        lines = self.lines()
        if wanted is None:
            return lines
        fitting = [line for line in lines if line.unit.slug == wanted or _has_topic(line.unit, wanted)]
        if not fitting:
            names = {line.unit.slug for line in lines} | {t for line in lines for t in line.unit.topics}
            fix = did_you_mean(wanted, sorted(names)) or "List them with: hotseat drill --list"
            raise WrongInput(f"There is no drill or topic '{wanted}'.", "", fix)
        return fitting

    def following(self, wanted: str | None = None, *, avoiding: Iterable[str] = ()) -> DrillUnit:
        """The drill to do now: what was wrong last, then what is new, then what rested longest."""
        lines = self.chosen(wanted)
        if not lines:
            raise WrongInput("This bank has no drills.", str(self._bank.root), "Install hotseat again.")
        left = [line for line in lines if line.unit.slug not in set(avoiding)] or lines
        return min(left, key=lambda line: _rank(line, self._now())).unit

    def unit(self, slug: str) -> DrillUnit:
        """One drill. Raises HotseatError when it is not known."""
        return self._bank.drill(slug)

    def ask(self, slug: str, seed: int | None = None) -> tuple[int, Exercise]:
        """An exercise and its seed; a fresh seed unless one is given. Raises WrongInput for an unusable seed."""
        if seed is not None and not 0 <= seed < MAX_SEED:
            raise WrongInput(f"The seed {seed} is out of range.", "", f"Use 0 to {MAX_SEED - 1}.")
        seed = randbits(32) if seed is None else seed
        return seed, exercise_of(self.unit(slug), seed)

    def answer(
        self,
        slug: str,
        seed: int,
        response: str,
        *,
        seconds: float | None = None,
        is_shown: bool = False,
        also: Mapping[str, Any] | None = None,
    ) -> Marked:
        """Grade and record. is_shown: the solution was looked at, which counts as a hint and gives no credit.

        also: more detail to record.

        Raises WrongInput when the response cannot be read; then nothing is recorded.
        """
        _, exercise = self.ask(slug, seed)
        result = (
            DrillResult(is_right=False, understood="", slip=None) if is_shown else grade(exercise, response)
        )
        credit = float(result.is_right)
        answer = Answer(
            id=str(uuid4()),
            unit=slug,
            round=DRILL,
            at=self._now(),
            response=response,
            credit=credit,
            possible=credit,
            by="computed",
            seconds=checked_seconds(seconds),
            hints=int(is_shown),
            detail={**(also or {}), "seed": seed, "slip": result.slip},
            learner=self._learner,
        )
        self._reviews.record(answer, self.unit(slug).minutes)
        return Marked(result, shown(exercise.answer), answer)


def form_of(exercise: Exercise) -> str:
    """How an answer is to be written."""
    return expected_form(exercise.answer)


def options_of(exercise: Exercise) -> tuple[str, ...]:
    """The options of a choice; none otherwise."""
    return exercise.answer.options if isinstance(exercise.answer, Choice) else ()


def _has_topic(unit: DrillUnit, wanted: str) -> bool:
    return any(wanted in (topic, topic.partition(".")[0]) for topic in unit.topics)


def _line(unit: DrillUnit, answers: list[AnswerLine], due_at: datetime | None) -> DrillLine:
    streak = 0
    for answer in reversed(answers):
        if answer.credit < 1:
            break
        streak += 1
    return DrillLine(unit, len(answers), sum(answer.credit == 1 for answer in answers), streak, due_at)


def _rank(line: DrillLine, now: datetime) -> tuple[int, float, str]:
    if line.due_at is None:
        return 1, 0.0, line.unit.slug
    overdue = (now - line.due_at).total_seconds()
    return (0 if overdue >= 0 else 2), -overdue, line.unit.slug
