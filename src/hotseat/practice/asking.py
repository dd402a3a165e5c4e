"""Questions: asked, graded point by point, recorded, looked at once more by the candidate."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from hotseat.bank.shelf import Bank
from hotseat.grader import assess
from hotseat.grader.endpoint import Endpoint, configured
from hotseat.grader.llm import judge_prose
from hotseat.model.answer import CONCEPT, Answer
from hotseat.model.assessment import Assessment, Evidence, Mark, PointMark
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.names import did_you_mean
from hotseat.model.question import Option, QuestionUnit, Rubric
from hotseat.practice.endpoint_check import Trial, keep_trust, trusted, try_endpoint
from hotseat.practice.own_marks import OwnMarks, held, judges_of, may_be_marked, own_detail, remarked
from hotseat.practice.response import check_response
from hotseat.practice.reviewing import Reviews
from hotseat.practice.seal import Seal
from hotseat.practice.submission import checked_seconds
from hotseat.store.record import Store

LETTERS = "abcdefgh"
NEARLY = 0.8
PASS = "?"  # in place of an answer: it is not known
GATES = {
    "empty": "There is no answer yet.",
    "no answer": "Nothing was answered. Read the model answer; the question comes back soon.",
    "too short": "This is too short to be graded: write at least one sentence.",
    "not in English": "Only answers in English can be graded.",
    "word soup": "These are words without sentences: nothing can be credited. Write what you would say.",
    "echo of the question": "This repeats the question without answering it.",
    "instructions to the grader": "This speaks to the grader, not to an interviewer: nothing is credited.",
}


@dataclass(frozen=True)
class QuestionLine:
    """A question as lists show it. credit: of the last answer, None when it is new; is_sealed: a running interview
    asks it, and its answers there are left out.
    """

    unit: QuestionUnit
    answers: int
    credit: float | None
    possible: float | None
    last_at: datetime | None
    is_sealed: bool = False


@dataclass(frozen=True)
class Graded:
    """An answer and what it was worth. assessment: None for choose and order; chosen: their options as picked.

    judges: who judged each point, "rubric", "model" or "you"; before: the marks before the candidate's own.
    """

    unit: QuestionUnit
    answer: Answer
    assessment: Assessment | None
    chosen: tuple[Option, ...] = ()
    judges: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)


class Questions:
    """One learner's questions."""

    def __init__(
        self,
        store: Store,
        bank: Bank,
        parts: tuple[Reviews, Seal],
        learner: str,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._bank = bank
        self._reviews, self._seal = parts
        self._learner = learner
        self._now = now

    def lines(self) -> list[QuestionLine]:
        """Every question with its last result, by slug."""
        sealed = self._seal.since(CONCEPT)
        lines = self._store.answers.lines(self._learner, CONCEPT)
        told = [line for line in lines if line.unit not in sealed or line.at < sealed[line.unit]]
        last = {line.unit: line for line in told}
        counts: dict[str, int] = {}
        for line in told:
            counts[line.unit] = counts.get(line.unit, 0) + (line.by != "self")
        return [
            QuestionLine(
                unit,
                counts.get(unit.slug, 0),
                last[unit.slug].credit if unit.slug in last else None,
                last[unit.slug].possible if unit.slug in last else None,
                last[unit.slug].at if unit.slug in last else None,
                unit.slug in sealed,
            )
            for unit in self._bank.questions()
        ]

    def chosen(self, wanted: str | None, *, or_none: bool = False) -> list[QuestionLine]:
        """The questions of a slug, a topic or an area. Raises WrongInput for an unknown name, unless or_none."""
        lines = self.lines()
        if wanted is None:
            return lines
        fitting = [
            line
            for line in lines
            if line.unit.slug == wanted
            or any(wanted in (topic, topic.partition(".")[0]) for topic in line.unit.topics)
        ]
        if not fitting and not or_none:
            names = {line.unit.slug for line in lines} | {t for line in lines for t in line.unit.topics}
            fix = did_you_mean(wanted, sorted(names)) or "List them with: hotseat review --list"
            raise WrongInput(f"There is no question or topic '{wanted}'.", "", fix)
        return fitting

    def sealed(self) -> frozenset[str]:
        """What running interviews ask."""
        return frozenset(self._seal.since(CONCEPT))

    def unit(self, slug: str) -> QuestionUnit:
        """One question. Raises HotseatError when it is not known, Sealed where a running interview asks it."""
        unit = self._bank.question(slug)
        self._seal.check(CONCEPT, slug)
        return unit

    def answer(
        self, slug: str, text: str, *, seconds: float | None = None, also: Mapping[str, Any] | None = None
    ) -> Graded:
        """Grade an answer in prose and record it. also: more detail to record. Raises HotseatError for no text."""
        unit = self._bank.question(slug)
        if unit.rubric is None:
            raise WrongInput(f"'{slug}' is answered by choosing.", "", "Pick from its options.")
        text = check_response(text) if text.strip() else ""
        found, said = self._marked(unit, unit.rubric, text)
        detail: dict[str, Any] = {
            **(also or {}),
            **said,
            "marks": {each.point: each.mark.value for each in found.marks},
            "misconceptions": [each.misconception for each in found.misconceptions],
            "gate": found.gate,
        }
        worth = found.credit, found.possible
        answer = self._answer(unit, text, worth, found.by, detail, seconds)
        if found.gate != "empty":
            self._reviews.record(answer, unit.minutes)
        return Graded(unit, answer, found, judges=judges_of(answer, found))

    def endpoint(self) -> Endpoint | None:
        """The language model that marks answers, if one is named and has passed its trial. Raises HotseatError."""
        return trusted(self._store, self._learner, configured())

    def try_endpoint(self, endpoint: Endpoint, count: int, tell: Callable[[str], None]) -> Trial:
        """Try an endpoint on the bank's graded answers and remember whether it passed."""
        trial = try_endpoint(self._bank, endpoint, count, tell)
        keep_trust(self._store, self._learner, endpoint, trial)
        return trial

    def _marked(self, unit: QuestionUnit, rubric: Rubric, text: str) -> tuple[Assessment, dict[str, Any]]:
        """Marked by the model where there is a trusted one, else offline; and what is to be said about it."""
        try:
            endpoint = self.endpoint()
            if endpoint is None:
                return assess(unit.question, rubric, text), {}
            judged = judge_prose(unit, text, endpoint)
        except HotseatError as error:
            return assess(unit.question, rubric, text), {"model_failed": error.what}
        places = {
            each.point: [each.evidence.start, each.evidence.end]
            for each in judged.assessment.marks
            if each.evidence
        }
        detail = {"model": endpoint.model, "disputed": list(judged.disagreements), "evidence": places}
        return judged.assessment, detail

    def options(self, slug: str, seed: int) -> list[Option]:
        """The options of a choose or order, shuffled by the seed."""
        options = list(self._bank.question(slug).options)
        random.Random(seed).shuffle(options)
        return options

    def choose(
        self,
        slug: str,
        seed: int,
        letters: str,
        *,
        seconds: float | None = None,
        also: Mapping[str, Any] | None = None,
    ) -> Graded:
        """Grade a choice, or an order as letters in sequence, of the shuffled options; PASS picks none.

        Raises WrongInput.
        """
        unit, options = self._bank.question(slug), self.options(slug, seed)
        is_order = unit.kind == "order"
        picked = [] if letters == PASS else _picked(options, letters, is_order=is_order)
        credit = 0.0
        if picked:
            credit = _order_credit(unit.options, picked) if is_order else float(picked[0].is_right)
        detail = {**(also or {}), "seed": seed, "picked": [each.text for each in picked]}
        answer = self._answer(unit, letters.strip(), (credit, credit), "computed", detail, seconds)
        self._reviews.record(answer, unit.minutes)
        return Graded(unit, answer, None, tuple(picked))

    def tick(self, answer_id: str, ticks: Mapping[str, bool]) -> Graded:
        """Settle the points of an answer that could not be told; the candidate's own judgement, recorded as that.

        Raises HotseatError when there is no such answer, or nothing in it to be settled.
        """
        found = self.one(answer_id).assessment
        is_open = {each.point for each in found.marks if each.mark is Mark.CANNOT_TELL} if found else set()
        settled = {
            point: Mark.COVERED if is_said else Mark.MISSING
            for point, is_said in ticks.items()
            if point in is_open
        }
        return self.mark(answer_id, OwnMarks(settled))

    def mark(self, answer_id: str, own: OwnMarks) -> Graded:
        """Mark any points of an answer oneself; recorded as that, and what was recorded before stays.

        The reviews take these marks in place of the answer's (learner/rating.py says how). Raises HotseatError
        when there is no such answer, nothing in it to be marked, or nothing is marked differently.
        """
        first = self.one(answer_id)
        found, rubric = first.assessment, first.unit.rubric
        if found is None or rubric is None or not may_be_marked(found):
            raise WrongInput("This answer has nothing to mark.", "", "Take the next question.")
        marked, judges = remarked(found, rubric, first.judges, own)
        detail = own_detail(first.answer, marked, judges)
        worth = marked.credit, marked.possible
        answer = self._answer(first.unit, first.answer.response, worth, "self", detail)
        self._reviews.record_own(answer, first.unit.minutes)
        return self.one(answer.id)

    def one(self, answer_id: str) -> Graded:
        """A recorded answer, graded again as it is shown. Raises HotseatError when there is none, or it is Sealed."""
        found = self._recorded(answer_id)
        self._seal.check(CONCEPT, found.unit.slug)
        return found

    def _recorded(self, answer_id: str) -> Graded:
        answer = self._store.answers.one(answer_id)
        if answer is None or answer.learner != self._learner or answer.round != CONCEPT:
            raise HotseatError(
                f"There is no answer '{answer_id[:40]}'.", "", "Start from the list of questions."
            )
        unit = self._bank.question(answer.unit)
        if unit.rubric is None:
            picked = answer.detail.get("picked", [])
            chosen = tuple(option for text in picked for option in unit.options if option.text == text)
            return Graded(unit, answer, None, chosen)
        found = _as_recorded(assess(unit.question, unit.rubric, answer.response), answer)
        return Graded(unit, answer, found, judges=judges_of(answer, found), before=self._before(answer))

    def _before(self, answer: Answer) -> dict[str, str]:
        """The marks of an answer as it was handed in, where the candidate marked it later."""
        if answer.by != "self":
            return {}
        first = self._store.answers.one(str(answer.detail.get("of", "")))
        return {} if first is None else dict(first.detail.get("marks", {}))

    def counted(self, answer_id: str) -> Graded:
        """An answer as it counts in its round: with the candidate's own judgement where there is one, sealed or not."""
        newer = self._store.answers.revision(self._learner, answer_id)
        return self._recorded(newer or answer_id)

    def _answer(
        self,
        unit: QuestionUnit,
        text: str,
        worth: tuple[float, float],
        by: str,
        detail: dict[str, Any],
        seconds: float | None = None,
    ) -> Answer:
        credit, possible = worth
        return Answer(
            id=str(uuid4()),
            unit=unit.slug,
            round=CONCEPT,
            at=self._now(),
            response=text,
            credit=round(credit, 6),
            possible=max(round(possible, 6), round(credit, 6)),
            by=by,
            seconds=checked_seconds(seconds),
            detail=detail,
            learner=self._learner,
        )


def _as_recorded(found: Assessment, answer: Answer) -> Assessment:
    """The assessment with the marks that were recorded: the candidate's own, or those of an older grader."""
    recorded, places = answer.detail.get("marks", {}), answer.detail.get("evidence")
    marks = []
    for each in found.marks:
        place = each.evidence
        if places is not None:  # a model's quotes
            place = Evidence(*places[each.point]) if each.point in places else None
        marks.append(PointMark(each.point, Mark(recorded.get(each.point, each.mark)), place))
    asserted = held(found.misconceptions, answer.detail.get("misconceptions", []))
    gate = None if answer.by == "self" else found.gate
    return Assessment(tuple(marks), asserted, answer.credit, answer.possible, gate, answer.by)


def _picked(options: Sequence[Option], letters: str, *, is_order: bool) -> list[Option]:
    names = [letter for letter in letters.lower() if letter.isalnum()]
    known = LETTERS[: len(options)]
    wanted = len(options) if is_order else 1
    if len(names) != wanted or len(set(names)) != wanted or any(name not in known for name in names):
        fix = (
            f"Write all letters in order, like {known[::-1]}."
            if is_order
            else f"Pick a letter from a to {known[-1]}."
        )
        raise WrongInput("This is not one of the possible answers.", "", fix)
    return [options[known.index(name)] for name in names]


def _order_credit(right: Sequence[Option], picked: Sequence[Option]) -> float:
    """1 for the right order, a half when at least four of five pairs stand in it, else 0."""
    places = [right.index(each) for each in picked]
    pairs = [(a, b) for k, a in enumerate(places) for b in places[k + 1 :]]
    share = sum(a < b for a, b in pairs) / len(pairs)
    return 1.0 if share == 1 else 0.5 if share >= NEARLY else 0.0
