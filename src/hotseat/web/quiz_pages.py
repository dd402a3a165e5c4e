"""What the pages of quizzes show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from hotseat.drills.grading import shown as shown_answer
from hotseat.model.errors import WrongInput
from hotseat.practice.desk import Desk
from hotseat.practice.drilling import form_of, options_of
from hotseat.practice.quizzing import Quiz, Step, TopicLine, too_few
from hotseat.web.errors import not_found
from hotseat.web.security import Form

T = TypeVar("T")
NAMES = {"known": "known", "not-known": "not known yet", "no-decision": "no decision"}


@dataclass(frozen=True)
class Group:
    """The topics of one area that have a quiz. others: how many of its topics have too few items."""

    id: str
    name: str
    lines: tuple[TopicLine, ...]
    others: int


@dataclass(frozen=True)
class Link:
    """A question or drill in a list. word: which of the two."""

    address: str
    title: str
    word: str


@dataclass(frozen=True)
class AskedItem:
    """The item of now. kind: "options", "order", "line" or "prose"; form: how to write the answer."""

    key: str
    title: str
    level: str
    minutes: int
    ask: str
    kind: str
    options: tuple[str, ...]
    form: str


@dataclass(frozen=True)
class Outcome:
    """An item that was asked. right: the right answer of a drill; address: where more is said."""

    title: str
    score: float
    right: str
    address: str

    @property
    def tone(self) -> str:
        """The colour of the mark."""
        return "good" if self.score == 1 else "bad" if self.score == 0 else "unsure"

    @property
    def words(self) -> str:
        """The mark in words."""
        return {1.0: "right", 0.0: "not right"}.get(self.score, f"{self.score:.0%}")


def groups(desk: Desk) -> list[Group]:
    """Areas that have topics with a quiz, in the order of the syllabus."""
    lines, found = desk.quizzes.lines(), []
    for area in desk.syllabus().areas:
        own = [line for line in lines if line.topic.area == area.id]
        enough = tuple(line for line in own if line.is_enough)
        if enough:
            found.append(Group(area.id, area.name, enough, len(own) - len(enough)))
    return found


def intro(desk: Desk, topic: str) -> tuple[TopicLine, str]:
    """A topic, and the address of a new quiz or, where there is none, why. Raises a 404."""
    line = _found(lambda: desk.quizzes.line(topic))
    if not line.is_enough:
        return line, too_few(line)
    return line, f"/quiz/{topic}/{desk.quizzes.begin(topic)}"


def there(desk: Desk, line: TopicLine) -> list[Link]:
    """The questions and drills of a topic."""
    links = []
    for round_, slug in line.keys:
        if round_ == "drill":
            links.append(Link(f"/drills/{slug}", desk.drills.unit(slug).title, "drill"))
        else:
            links.append(Link(f"/questions/{slug}", desk.questions.unit(slug).title, "question"))
    return links


def stand(desk: Desk, topic: str, quiz: str) -> Quiz:
    """Where a quiz stands. Raises a 404."""
    return _found(lambda: desk.quizzes.stand(topic, quiz))


def answer(desk: Desk, state: Quiz, form: Form) -> None:
    """Record the answer of a form, unless it answers another item. Raises WrongInput for what cannot be read."""
    if state.item is not None and form.text("item") == f"{state.item.round}:{state.item.unit}":
        is_given_up = form.text("action") == "pass"
        response = form.text("response")
        desk.quizzes.answer(state, response, seconds=form.seconds(), is_given_up=is_given_up)


def asked(desk: Desk, state: Quiz) -> AskedItem | None:
    """The item of now as it is shown; None when the quiz is over."""
    item = state.item
    if item is None:
        return None
    key = f"{item.round}:{item.unit}"
    if item.round == "drill":
        drill = desk.drills.unit(item.unit)
        _, exercise = desk.drills.ask(item.unit, state.seed)
        options = options_of(exercise)
        kind = "options" if options else "line"
        return AskedItem(
            key, drill.title, drill.level, drill.minutes, exercise.ask, kind, options, form_of(exercise)
        )
    unit = desk.questions.unit(item.unit)
    texts = tuple(option.text for option in desk.questions.options(item.unit, state.seed))
    kind = {"choose": "options", "order": "order"}.get(unit.kind, "prose")
    return AskedItem(key, unit.title, unit.level, unit.minutes, unit.question, kind, texts, "")


def outcomes(desk: Desk, state: Quiz) -> list[Outcome]:
    """What was asked, in order."""
    return [_outcome(desk, step) for step in state.steps]


def _outcome(desk: Desk, step: Step) -> Outcome:
    if step.item.round != "drill":
        return Outcome(step.title, step.score, "", f"/answers/{step.answer.id}")
    _, exercise = desk.drills.ask(step.item.unit, int(step.answer.detail["seed"]))
    return Outcome(step.title, step.score, shown_answer(exercise.answer), f"/drills/{step.item.unit}")


def _found(read: Callable[[], T]) -> T:
    try:
        return read()
    except WrongInput as error:
        raise not_found(error) from error
