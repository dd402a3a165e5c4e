"""What the pages of questions, answers and reviews show."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from secrets import randbits
from typing import Any

from hotseat.model.assessment import Mark, PointMark
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.question import Misconception, Option, QuestionUnit
from hotseat.practice.asking import GATES, Graded, QuestionLine
from hotseat.practice.desk import Desk
from hotseat.practice.own_marks import GIVEN, OwnMarks, may_be_marked
from hotseat.web.errors import Refused, not_found
from hotseat.web.security import Form

TONES = {
    Mark.COVERED: "good",
    Mark.PARTLY: "unsure",
    Mark.MISSING: "idle",
    Mark.CONTRADICTED: "bad",
    Mark.CANNOT_TELL: "unsure",
}
WORDS = {
    Mark.COVERED: "covered",
    Mark.PARTLY: "partly",
    Mark.MISSING: "missing",
    Mark.CONTRADICTED: "wrong",
    Mark.CANNOT_TELL: "can't tell",
}
PLACES = {"concept": "questions", "drill": "drills", "coding": "problems", "card": "cards"}


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is shown. options: shuffled by the seed."""

    unit: QuestionUnit
    seed: int
    options: tuple[Option, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The questions of one area."""

    id: str
    name: str
    lines: tuple[QuestionLine, ...]

    @property
    def answered(self) -> int:
        """How many were answered."""
        return sum(line.answers > 0 for line in self.lines)


@dataclass(frozen=True)
class Row:
    """A point beside its mark. number: as in the coloured answer; says: what a full answer says.

    judge: "rubric", "model" or "you"; before: the mark before the candidate's own, where that differs.
    """

    number: int
    id: str
    says: str
    mark: Mark
    judge: str = "rubric"
    before: Mark | None = None

    @property
    def tone(self) -> str:
        """The colour of the mark."""
        return TONES[self.mark]

    @property
    def words(self) -> str:
        """The mark in words."""
        return WORDS[self.mark]

    @property
    def is_open(self) -> bool:
        """Whether the candidate may settle it."""
        return self.mark is Mark.CANNOT_TELL


@dataclass(frozen=True)
class Piece:
    """A stretch of the answer. numbers: of the points and corrections that it shows; tone: "" for none."""

    text: str
    numbers: tuple[int, ...]
    tone: str


@dataclass(frozen=True)
class Outcome:
    """A graded answer as it is shown."""

    graded: Graded
    rows: tuple[Row, ...]
    pieces: tuple[Piece, ...]
    corrections: tuple[Misconception, ...]
    gate: str | None
    may_be_marked: bool = False

    @property
    def share(self) -> str:
        """The marks, as a share or a range of shares."""
        low, high = f"{self.graded.answer.credit:.0%}", f"{self.graded.answer.possible:.0%}"
        return low if low == high else f"{low} to {high}"

    @property
    def own_points(self) -> int:
        """How many points the candidate judged."""
        return sum(row.judge == "you" for row in self.rows)


def groups(desk: Desk) -> list[Group]:
    """Areas that have questions, in the order of the syllabus."""
    lines = desk.questions.lines()
    found = []
    for area in desk.syllabus().areas:
        own = tuple(line for line in lines if line.unit.topics[0].split(".")[0] == area.id)
        if own:
            found.append(Group(area.id, area.name, own))
    return found


def ask(desk: Desk, slug: str, seed: str = "") -> AskedQuestion:
    """The question, with a seed for its options. Raises a 404."""
    try:
        unit = desk.questions.unit(slug)
    except HotseatError as error:
        raise not_found(error) from error
    is_seed = seed.isascii() and seed.isdecimal() and len(seed) <= 10
    number = int(seed) if is_seed else randbits(32)
    names = tuple(found.name for topic in unit.topics if (found := desk.syllabus().topic(topic)))
    return AskedQuestion(unit, number, tuple(desk.questions.options(slug, number)), names)


def grade(desk: Desk, asked: AskedQuestion, form: Form) -> Graded:
    """Grade and record a form's answer. Raises HotseatError for one that cannot be read, or is empty."""
    slug, response = asked.unit.slug, form.text("response")
    if asked.unit.rubric is None:
        letters = response or "".join(form.text(f"place{k}") for k in range(len(asked.options)))
        return desk.questions.choose(slug, asked.seed, letters, seconds=form.seconds())
    if not response.strip():
        raise WrongInput(
            GATES["empty"], "", "Write what you would say; 'I don't know' shows the model answer."
        )
    return desk.questions.answer(slug, response, seconds=form.seconds())


def outcome(desk: Desk, answer_id: str) -> Outcome:
    """A recorded answer. Raises a 404."""
    try:
        graded = desk.questions.one(answer_id)
    except HotseatError as error:
        raise not_found(error) from error
    found, rubric = graded.assessment, graded.unit.rubric
    if found is None or rubric is None:
        return Outcome(graded, (), (), (), None)
    says = {point.id: point.says for point in rubric.points}
    rows = tuple(_row(number, each, says[each.point], graded) for number, each in enumerate(found.marks, 1))
    asserted = {each.misconception for each in found.misconceptions}
    corrections = tuple(each for each in rubric.misconceptions if each.id in asserted)
    gate = GATES.get(found.gate, found.gate) if found.gate else None
    return Outcome(graded, rows, _pieces(graded, rows), corrections, gate, may_be_marked(found))


def tick(desk: Desk, answer_id: str, form: Form) -> Graded:
    """Record the ticks of a form. Raises a 404 for an answer that is not there."""
    shown = outcome(desk, answer_id)
    ticks = {row.id: form.text(f"tick-{row.id}") == "yes" for row in shown.rows if row.is_open}
    if not ticks:
        raise Refused(409, WrongInput("This answer has nothing left to tick.", "", "Take the next question."))
    return desk.questions.tick(answer_id, ticks)


def own_marks(desk: Desk, answer_id: str, form: Form) -> Graded:
    """Record the marks of a form. Raises a 404 for an answer that is not there."""
    shown = outcome(desk, answer_id)
    given = {row.id: form.text(f"mark-{row.id}") for row in shown.rows}
    if not set(given.values()) <= {"", *GIVEN}:
        raise Refused(
            422, WrongInput("One of these marks does not exist.", "", "Reload the page and mark again.")
        )
    denied = [each.id for each in shown.corrections if form.text(f"held-{each.id}") == "no"]
    marks = {point: Mark(mark) for point, mark in given.items() if mark}
    return desk.questions.mark(answer_id, OwnMarks(marks, denied))


def review(desk: Desk) -> dict[str, Any]:
    """The queue, the day of the interview, and the new topics that can be tested out of."""
    queue = desk.reviews.queue()
    new = [(item.round, item.slug) for item in queue.items if item.why == "new"]
    return {"queue": queue, "day": desk.reviews.interview(), "topics": desk.quizzes.worth_trying(new)[:4]}


def next_address(desk: Desk, after: str) -> str:
    """Of the next unit in the queue, not the one just done; the queue itself when there is no other."""
    items = [item for item in desk.reviews.queue().items if item.slug != after]
    if not items:
        return "/review"
    first = min(
        items, key=lambda item: item.round == "coding"
    )  # what takes minutes before what takes an hour
    return f"/{PLACES[first.round]}/{first.slug}"


def day_of(text: str) -> date | None:
    """The day of a form; None for an empty one. Raises WrongInput."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise WrongInput(f"'{text[:20]}' is not a day.", "", "Write it like 2026-12-31.") from None


def _row(number: int, each: PointMark, says: str, graded: Graded) -> Row:
    before = graded.before.get(each.point)
    judge = graded.judges.get(each.point, "rubric")
    mark_before = Mark(before) if before and judge == "you" and before != each.mark else None
    return Row(number, each.point, says, each.mark, judge, mark_before)


def _pieces(graded: Graded, rows: tuple[Row, ...]) -> tuple[Piece, ...]:
    """The answer cut where evidence begins and ends."""
    found, text = graded.assessment, graded.answer.response
    assert found is not None
    spans = [
        (each.evidence.start, each.evidence.end, row.number, row.tone)
        for each, row in zip(found.marks, rows, strict=True)
        if each.evidence and each.mark is not Mark.MISSING
    ]
    spans += [(each.evidence.start, each.evidence.end, 0, "bad") for each in found.misconceptions]
    cuts = sorted({0, len(text), *(edge for span in spans for edge in span[:2] if edge <= len(text))})
    pieces = []
    for left, right in pairwise(cuts):
        over = [span for span in spans if span[0] <= left and right <= span[1]]
        numbers = tuple(sorted({span[2] for span in over if span[2]}))
        tones = {span[3] for span in over}
        tone = next((each for each in ("bad", "good", "unsure") if each in tones), "")
        pieces.append(Piece(text[left:right], numbers, tone))
    return tuple(pieces)
