"""The syllabus as a map: what the bank covers, what the learner has shown, what is due."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hotseat.model.answer import CONCEPT, DRILL
from hotseat.model.attempt import CODING
from hotseat.model.unit import Topic
from hotseat.practice.desk import Desk
from hotseat.practice.quizzing import TopicLine


@dataclass(frozen=True)
class Cell:
    """A topic. units: how many the bank has; tried: how many were answered; shown: what those were worth, in [0, 1].

    has_quiz: a quiz can show that it is known; is_known: the last one did.
    """

    id: str
    name: str
    asked: str
    units: int
    tried: int
    shown: float
    is_due: bool
    has_quiz: bool
    is_known: bool

    @property
    def fill(self) -> float:
        """The share of the topic's units that was shown, in [0, 1]."""
        return self.shown * self.tried / self.units if self.units else 0.0


@dataclass(frozen=True)
class AreaRow:
    """An area with its topics, in order."""

    id: str
    name: str
    cells: tuple[Cell, ...]


def draw(desk: Desk) -> list[AreaRow]:
    """Every area of the syllabus."""
    worth: defaultdict[str, list[float | None]] = defaultdict(list)
    for topics, value in _evidence(desk):
        for topic in topics:
            worth[topic].append(value)
    due = {(item.round, item.slug) for item in desk.reviews.queue(limit=10_000).items if item.why == "due"}
    late = {topic for topics, key in _keys(desk) if key in due for topic in topics}
    quizzes = {line.topic.id: line for line in desk.quizzes.lines()}
    rows = []
    for area in desk.syllabus().areas:
        cells = [
            _cell(topic, worth[topic.id], quizzes.get(topic.id), topic.id in late) for topic in area.topics
        ]
        rows.append(AreaRow(area.id, area.name, tuple(cells)))
    return rows


def _evidence(desk: Desk) -> Iterable[tuple[tuple[str, ...], float | None]]:
    """Every unit's topics and what the last answer to it was worth; None where there is none."""
    for problem in desk.problems():
        yield problem.unit.topics, {"solved": 1.0, "tried": 0.25}.get(problem.state)
    for question in desk.questions.lines():
        yield question.unit.topics, question.credit
    for drill in desk.drills.lines():
        yield drill.unit.topics, (float(drill.streak > 0) if drill.answers else None)


def _keys(desk: Desk) -> Iterable[tuple[tuple[str, ...], tuple[str, str]]]:
    """The topics of every unit, with its round and slug."""
    for question in desk.bank.questions():
        yield question.topics, (CONCEPT, question.slug)
    for drill in desk.bank.drills():
        yield drill.topics, (DRILL, drill.slug)
    for facts in desk.bank.facts():
        yield facts.topics, (CODING, facts.slug)


def _cell(topic: Topic, values: list[float | None], quiz: TopicLine | None, is_due: bool) -> Cell:  # noqa: FBT001
    seen = [value for value in values if value is not None]
    shown = sum(seen) / len(seen) if seen else 0.0
    return Cell(
        topic.id,
        topic.name,
        topic.asked,
        len(values),
        len(seen),
        shown,
        is_due,
        has_quiz=quiz is not None and quiz.is_enough,
        is_known=quiz is not None and quiz.result == "known",
    )
