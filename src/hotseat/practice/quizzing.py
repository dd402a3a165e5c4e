"""Quizzes: whether a topic is known already, by a few of its questions and drills.

Every item is answered as anywhere else and recorded with the quiz it belongs to; the quiz itself is one more entry of
the record, whose id is the quiz's. So a quiz goes on where it was left, and nothing is kept elsewhere. It decides by
the marks as they were given first: the candidate's own marks count for reviews only.
"""

import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import factorial
from typing import NamedTuple
from uuid import UUID, uuid4

from hotseat.bank.shelf import Bank
from hotseat.drills.exercise import Choice
from hotseat.drills.generator import exercise_of
from hotseat.learner.quiz import WRONG_BELOW, Asked, Decision, Item, can_pass, decide, following, likelihood
from hotseat.model.answer import CONCEPT, DRILL, QUIZ, Answer
from hotseat.model.drill import DrillUnit
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.names import did_you_mean
from hotseat.model.question import QuestionUnit
from hotseat.model.unit import Topic
from hotseat.practice.asking import GATES, PASS, Questions
from hotseat.practice.drilling import Drills
from hotseat.practice.reviewing import Key, Reviews
from hotseat.practice.submission import checked_seconds
from hotseat.store.record import AnswerLine, Store

NOT_KNOWN = "I don't know."
RESULTS: dict[tuple[float, float], Decision] = {
    (1.0, 1.0): "known",
    (0.0, 0.0): "not-known",
    (0.0, 1.0): "no-decision",
}
WORTH = {decision: worth for worth, decision in RESULTS.items()}


class Rounds(NamedTuple):
    """What a quiz asks through, and where its result goes."""

    questions: Questions
    drills: Drills
    reviews: Reviews


@dataclass(frozen=True)
class TopicLine:
    """A topic as lists show it.

    keys: round and slug of its questions and drills; is_enough: they can show that it is known; is_new: none of
    them was ever answered; result: of the last quiz.
    """

    topic: Topic
    keys: tuple[Key, ...]
    is_enough: bool
    is_new: bool
    result: Decision | None
    at: datetime | None

    @property
    def items(self) -> int:
        """How many questions and drills there are."""
        return len(self.keys)


@dataclass(frozen=True)
class Step:
    """An item that was asked, and its answer."""

    item: Item
    title: str
    answer: Answer

    @property
    def score(self) -> float:
        """What it was worth: the middle of what is sure and what is possible, in [0, 1]."""
        return (self.answer.credit + self.answer.possible) / 2


@dataclass(frozen=True)
class Quiz:
    """Where a quiz stands. item: asked now, with the seed of its exercise or of the order of its options."""

    id: str
    topic: Topic
    steps: tuple[Step, ...]
    item: Item | None
    seed: int
    decision: Decision
    likelihood: float


class Quizzes:
    """One learner's quizzes."""

    def __init__(
        self, store: Store, bank: Bank, rounds: Rounds, learner: str, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._bank = bank
        self._questions, self._drills, self._reviews = rounds
        self._learner = learner
        self._now = now

    def lines(self) -> list[TopicLine]:
        """Every topic of the syllabus that has questions or drills."""
        items: dict[str, list[Item]] = {}
        for topics, item in self._everything():
            for topic in topics:
                items.setdefault(topic, []).append(item)
        last = {line.unit: line for line in self._store.answers.lines(self._learner, QUIZ)}
        topics_of = [topic for area in self._bank.syllabus().areas for topic in area.topics]
        every = {(item.round, item.unit) for own in items.values() for item in own}
        unseen = set(self._store.cards.unseen(self._learner, every))
        return [
            _line(each, items[each.id], unseen, last.get(each.id)) for each in topics_of if each.id in items
        ]

    def worth_trying(self, keys: Iterable[Key]) -> list[TopicLine]:
        """Topics of which nothing was answered yet, that have some of these units and enough items for a quiz."""
        wanted = set(keys)
        return [
            line for line in self.lines() if line.is_enough and line.is_new and wanted.intersection(line.keys)
        ]

    def line(self, topic: str) -> TopicLine:
        """One topic. Raises WrongInput when it is unknown or has nothing to ask."""
        lines = self.lines()
        found = next((line for line in lines if line.topic.id == topic), None)
        if found is None:
            known = [line.topic.id for line in lines]
            fix = did_you_mean(topic, known) or "List them with: hotseat quiz --list"
            raise WrongInput(f"There is no topic '{topic[:60]}' with questions or drills.", "", fix)
        return found

    def begin(self, topic: str) -> str:
        """The id of a new quiz. Raises WrongInput when the topic has too few items to decide anything."""
        line = self.line(topic)
        if not line.is_enough:
            raise WrongInput(too_few(line), "", f"Answer what there is: hotseat review {topic}")
        return str(uuid4())

    def stand(self, topic: str, quiz: str) -> Quiz:
        """Where a quiz stands; its result is recorded when it is decided. Raises WrongInput for what is no quiz."""
        line = self.line(topic)
        found = line.topic
        result = self._result(found, quiz)
        items = self._items(topic, quiz)
        steps = self._steps(items, quiz)
        if not steps and not line.is_enough:
            raise WrongInput(too_few(line), "", f"Answer what there is: hotseat review {topic}")
        asked = [Asked(step.item, step.score) for step in steps]
        if result is not None:
            decision = RESULTS[result.credit, result.possible]
            return Quiz(quiz, found, steps, None, 0, decision, float(result.detail.get("likelihood", 0.5)))
        decision, item = decide(items, asked), following(items, asked)
        state = Quiz(quiz, found, steps, item, _seed(quiz, item), decision, likelihood(asked))
        if item is None and steps:
            self._finish(state, items)
        return state

    def answer(
        self, state: Quiz, response: str, *, seconds: float | None = None, is_given_up: bool = False
    ) -> Quiz:
        """Grade and record the answer to the item that is asked now. Raises WrongInput for what cannot be read."""
        item = state.item
        if item is None:
            return state
        also = {"quiz": state.id, "place": len(state.steps)}
        if item.round == DRILL:
            self._drills.answer(
                item.unit, state.seed, response, seconds=seconds, is_shown=is_given_up, also=also
            )
        elif self._questions.unit(item.unit).rubric is None:
            letters = PASS if is_given_up else response
            self._questions.choose(item.unit, state.seed, letters, seconds=seconds, also=also)
        else:
            text = NOT_KNOWN if is_given_up else response
            if not text.strip():
                raise WrongInput(GATES["empty"], "", "Write what you would say, or say that you do not know.")
            self._questions.answer(item.unit, text, seconds=seconds, also=also)
        return self.stand(state.topic.id, state.id)

    def _finish(self, state: Quiz, items: list[Item]) -> None:
        missed = [[step.item.round, step.item.unit] for step in state.steps if step.score < WRONG_BELOW]
        known = [[each.round, each.unit] for each in items if [each.round, each.unit] not in missed]
        credit, possible = WORTH[state.decision]
        taken = [step.answer.seconds for step in state.steps if step.answer.seconds is not None]
        result = Answer(
            id=state.id,
            unit=state.topic.id,
            round=QUIZ,
            at=self._now(),
            response="",
            credit=credit,
            possible=possible,
            by="computed",
            seconds=checked_seconds(sum(taken)),
            detail={
                "likelihood": round(state.likelihood, 4),
                "asked": [[step.item.round, step.item.unit, step.score] for step in state.steps],
                "known": known if state.decision == "known" else [],
                "missed": missed if state.decision == "not-known" else [],
            },
            learner=self._learner,
        )
        self._reviews.record_quiz(result)

    def _result(self, topic: Topic, quiz: str) -> Answer | None:
        """What a quiz showed, once it was decided."""
        found = self._store.answers.one(quiz) if _is_id(quiz) else None
        is_other = found is not None and (found.round, found.unit) != (QUIZ, topic.id)
        if not _is_id(quiz) or is_other:
            raise WrongInput("There is no such quiz.", quiz[:40], f"Begin one: hotseat quiz {topic.id}")
        return found

    def _items(self, topic: str, quiz: str) -> list[Item]:
        """The topic's items, in an order of this quiz."""
        items = [item for topics, item in self._everything() if topic in topics]
        return sorted(items, key=lambda each: random.Random(f"{quiz} {each.round} {each.unit}").random())

    def _steps(self, items: list[Item], quiz: str) -> tuple[Step, ...]:
        steps = []
        for item in items:
            answers = self._store.answers.of_unit(self._learner, item.round, item.unit)
            own = [each for each in answers if each.detail.get("quiz") == quiz and each.by != "self"]
            steps += [Step(item, self._title(item), each) for each in own[:1]]
        return tuple(sorted(steps, key=lambda step: int(step.answer.detail.get("place", 0))))

    def _title(self, item: Item) -> str:
        if item.round == DRILL:
            return self._drills.unit(item.unit).title
        return self._questions.unit(item.unit).title

    def _everything(self) -> Iterable[tuple[tuple[str, ...], Item]]:
        """Every item of the bank with its topics, without what a running interview asks."""
        sealed = self._questions.sealed()
        for unit in self._bank.questions():
            if unit.slug not in sealed:
                yield unit.topics, _item_of_question(unit)
        for drill in self._bank.drills():
            with suppress(HotseatError):  # a drill that does not run is not asked
                yield drill.topics, _item_of_drill(drill)


def too_few(line: TopicLine) -> str:
    """Why a topic has no quiz."""
    count = f"{line.items} question{'s' * (line.items != 1)} or drill{'s' * (line.items != 1)}"
    return f"No decision: {line.topic.name} has {count} here, too few or too easy to show that it is known."


def _line(topic: Topic, items: list[Item], unseen: set[Key], last: AnswerLine | None) -> TopicLine:
    keys = tuple((item.round, item.unit) for item in items)
    result = RESULTS.get((last.credit, last.possible)) if last else None
    return TopicLine(topic, keys, can_pass(items), unseen.issuperset(keys), result, last.at if last else None)


def _item_of_question(unit: QuestionUnit) -> Item:
    guess = 0.0
    if unit.kind == "choose":
        guess = 1 / len(unit.options)
    if unit.kind == "order":
        guess = 1 / factorial(len(unit.options))
    return Item(CONCEPT, unit.slug, unit.level, guess, unit.rubric is None)


@lru_cache(maxsize=4096)
def _item_of_drill(unit: DrillUnit) -> Item:
    answer = exercise_of(unit, 0).answer
    guess = 1 / len(answer.options) if isinstance(answer, Choice) else 0.0
    return Item(DRILL, unit.slug, unit.level, guess, is_computed=True)


def _seed(quiz: str, item: Item | None) -> int:
    return random.Random(f"{quiz} {item}").randrange(2**32)


def _is_id(quiz: str) -> bool:
    try:
        return str(UUID(quiz)) == quiz
    except ValueError:
        return False
