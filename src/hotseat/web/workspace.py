"""Everything that the page of one problem shows."""

from dataclasses import dataclass

from hotseat.model.attempt import Attempt, AttemptLine
from hotseat.model.errors import HotseatError, Sealed
from hotseat.model.unit import CodingUnit, Syllabus
from hotseat.model.verdict import Judgement
from hotseat.practice.desk import Desk
from hotseat.web.errors import not_found
from hotseat.web.markdown import has_maths

ATTEMPTS_SHOWN = 50


@dataclass(frozen=True)
class Hint:
    """A revealed hint: its heading and what it says."""

    heading: str
    body: str


@dataclass(frozen=True)
class Result:
    """A judgement to show. is_run: only the shown checks; attempt_id: None for those."""

    judgement: Judgement
    is_run: bool = False
    attempt_id: str | None = None


@dataclass(frozen=True)
class Workspace:
    """One problem as this learner finds it. is_due: it was solved long enough ago to be solved again."""

    unit: CodingUnit
    topic_names: tuple[str, ...]
    source: str
    has_draft: bool
    hints: tuple[Hint, ...]
    attempts: tuple[AttemptLine, ...]
    may_see_solutions: bool
    is_due: bool
    result: Result | None

    @property
    def filename(self) -> str:
        """What the response is called, here as in the terminal and in its tracebacks."""
        return f"{self.unit.slug}.py"

    @property
    def has_maths(self) -> bool:
        """Whether KaTeX is needed: the statement, hints and debrief as far as they are shown."""
        unit = self.unit
        return has_maths(unit.prompt, *unit.hints, unit.debrief, unit.followups)


def _first_of(*texts: str | None) -> str:
    return next(text for text in texts if text is not None)


def find_unit(desk: Desk, slug: str) -> CodingUnit:
    """The problem; the 404 page with the nearest name when there is none."""
    try:
        return desk.problem(slug)
    except HotseatError as error:
        if any(line.unit.slug == slug for line in desk.problems()):
            raise
        fix = error.fix if "hotseat" not in error.fix else "Choose one from the list of problems."
        raise not_found(HotseatError(error.what, error.where, fix)) from error


def find_attempt(desk: Desk, attempt_id: str) -> Attempt:
    """The attempt; a 404 page when there is none."""
    try:
        return desk.attempt(attempt_id)
    except Sealed:
        raise
    except HotseatError as error:
        raise not_found(HotseatError(error.what, error.where, "Choose one from the history.")) from error


def open_workspace(
    desk: Desk, slug: str, *, source: str | None = None, result: Result | None = None
) -> Workspace:
    """The problem with the learner's code, hints, attempts and, where open, solutions. Raises Refused (404)."""
    unit = find_unit(desk, slug)
    draft = desk.draft(slug)
    return Workspace(
        unit=unit,
        topic_names=_topic_names(desk.syllabus(), unit),
        source=_first_of(source, draft, unit.starter),
        has_draft=draft is not None,
        hints=tuple(_hint(text) for text in unit.hints[: desk.hints_seen(slug)]),
        attempts=tuple(desk.history(slug, limit=ATTEMPTS_SHOWN)),
        may_see_solutions=desk.may_see_solutions(slug),
        is_due=desk.reviews.is_problem_due(unit),
        result=result,
    )


def result_of(desk: Desk, slug: str, attempt_id: str) -> tuple[str, Result]:
    """What was handed in and what it showed. Raises Refused when it is not an attempt at this problem."""
    attempt = find_attempt(desk, attempt_id)
    if attempt.unit != slug:
        raise not_found(
            HotseatError("That attempt is at another problem.", slug, "Choose one from the history.")
        )
    return attempt.response, attempt_result(attempt)


def attempt_result(attempt: Attempt) -> Result:
    """A stored attempt as a result."""
    return Result(attempt.judgement, attempt_id=attempt.id)


def _topic_names(syllabus: Syllabus, unit: CodingUnit) -> tuple[str, ...]:
    """What the problem is about, in short: two topics, not how it is written."""
    subjects = [each for each in unit.topics if not each.startswith("code.")] or list(unit.topics)
    found = [(syllabus.topic(each), each) for each in subjects[:2]]
    return tuple(topic.name.split(":")[0].split(" (")[0] if topic else each for topic, each in found)


def _hint(text: str) -> Hint:
    heading, _, body = text.removeprefix("## ").partition("\n")
    return Hint(heading.strip(), body.strip())
