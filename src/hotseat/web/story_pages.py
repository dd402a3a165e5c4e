"""What the pages of behavioural prompts show."""

import base64
from dataclasses import dataclass
from itertools import pairwise

from fastapi import Request
from fastapi.responses import HTMLResponse

from hotseat.grader.speech import transcribe
from hotseat.model.behavioural import BehaviouralUnit, ExplanationFeedback, Level, StoryFeedback
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.own_story import PARTS, OwnStory
from hotseat.practice.asking import GATES
from hotseat.practice.desk import Desk
from hotseat.practice.telling import Heard, TellingLine
from hotseat.web.errors import Refused, not_found
from hotseat.web.rendering import page
from hotseat.web.security import Form

KINDS = (("story", "Stories"), ("layperson", "Explain it to a layperson"))


@dataclass(frozen=True)
class Group:
    """The prompts of a kind."""

    id: str
    name: str
    lines: tuple[TellingLine, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of the answer. part: of the story, or ""; is_marked: a term that was not explained."""

    text: str
    part: str
    is_marked: bool


@dataclass(frozen=True)
class Rated:
    """A competency with its name and what its levels look like."""

    level: Level
    name: str
    levels: tuple[str, ...]
    quote: str


@dataclass(frozen=True)
class Outcome:
    """A recorded answer as it is shown."""

    heard: Heard
    pieces: tuple[Piece, ...]
    rated: tuple[Rated, ...]
    gate: str | None

    @property
    def story(self) -> StoryFeedback | None:
        """Feedback on a story."""
        return self.heard.feedback if isinstance(self.heard.feedback, StoryFeedback) else None

    @property
    def explanation(self) -> ExplanationFeedback | None:
        """Feedback on an explanation."""
        return self.heard.feedback if isinstance(self.heard.feedback, ExplanationFeedback) else None

    @property
    def has_open(self) -> bool:
        """Whether something is left to be judged by the candidate."""
        return any(each.level.level is None for each in self.rated)


def groups(desk: Desk) -> list[Group]:
    """The prompts by kind."""
    lines = desk.tellings.lines()
    found = [
        Group(kind, name, tuple(line for line in lines if line.unit.kind == kind)) for kind, name in KINDS
    ]
    return [each for each in found if each.lines]


def find(desk: Desk, slug: str) -> BehaviouralUnit:
    """One prompt. Raises a 404."""
    try:
        return desk.tellings.unit(slug)
    except HotseatError as error:
        raise not_found(error) from error


def tell(desk: Desk, slug: str, response: str, seconds: float | None) -> Heard:
    """Record an answer. Raises WrongInput for an empty one."""
    if not response.strip():
        raise WrongInput(GATES["empty"], "", "Tell it as you would aloud.")
    return desk.tellings.answer(slug, response, seconds=seconds)


def outcome(desk: Desk, answer_id: str) -> Outcome:
    """A recorded answer. Raises a 404."""
    try:
        heard = desk.tellings.latest(answer_id)
    except HotseatError as error:
        raise not_found(error) from error
    known = {each.id: each for each in desk.bank.loops().competencies}
    text = heard.answer.response
    rated = []
    for each in heard.levels:
        competency = known.get(each.competency)
        name = competency.name if competency else each.competency
        quote = text[each.evidence[0].start : each.evidence[0].end] if each.evidence else ""
        rated.append(Rated(each, name, competency.levels if competency else (), quote))
    reason = heard.feedback.gate
    gate = GATES.get(reason, reason) if reason else None
    return Outcome(heard, _pieces(heard), tuple(rated), gate)


def transcript_of(form: Form) -> str:
    """The words of a recording in a form, which carries it in base64. Raises HotseatError."""
    try:
        audio = base64.b64decode(form.text("audio"), validate=True)
    except ValueError:
        raise WrongInput(
            "The recording cannot be read.", "", "Record it again, or type what you said."
        ) from None
    return transcribe(audio, form.text("kind"))


def rate(desk: Desk, answer_id: str, form: Form) -> Heard:
    """Record the levels of a form. Raises Refused when there are none."""
    shown = outcome(desk, answer_id)
    found = {}
    for name in shown.heard.open:
        level = form.text(f"level-{name}")
        if level in ("1", "2", "3", "4"):
            found[name] = int(level)
    if not found:
        raise Refused(422, WrongInput("No level was chosen.", "", "Choose one for what was not judged."))
    return desk.tellings.rate(shown.heard.answer.id, found)


def _pieces(heard: Heard) -> tuple[Piece, ...]:
    """The answer cut where its parts, or terms without an explanation, begin and end."""
    text, feedback = heard.answer.response, heard.feedback
    if isinstance(feedback, StoryFeedback):
        spans = [(each.evidence.start, each.evidence.end, each.part or "", False) for each in feedback.told]
    else:
        spans = [
            (each.evidence.start, each.evidence.end, "", True)
            for each in feedback.terms
            if not each.is_defined
        ]
    cuts = sorted({0, len(text), *(edge for span in spans for edge in span[:2] if 0 <= edge <= len(text))})
    pieces = []
    for left, right in pairwise(cuts):
        over = [span for span in spans if span[0] <= left and right <= span[1]]
        part = next((span[2] for span in over if span[2]), "")
        pieces.append(Piece(text[left:right], part, any(span[3] for span in over)))
    return tuple(pieces)


def composer(
    request: Request, desk: Desk, story: str, form: Form | None = None, error: HotseatError | None = None
) -> HTMLResponse:
    """The page that a story is written on. Raises a 404."""
    found = None if story == "new" else _story(desk, story)
    if form is not None:
        values = {name: form.text(name) for name in ("title", *PARTS)}
        chosen = _tags(desk, form)
    else:
        values = {name: str(getattr(found, name)) if found else "" for name in ("title", *PARTS)}
        chosen = list(found.tags) if found else []
    looked = desk.story_bank.look(found) if found and found.text else None
    return page(
        request,
        "own_story.html",
        status=422 if error else 200,
        story=found,
        values=values,
        chosen=chosen,
        tags=desk.bank.loops().story_tags,
        looked=looked,
        error=error,
        says=PART_SAYS,
    )


def save_story(desk: Desk, story: str, form: Form) -> OwnStory:
    """Save a form's version. Raises HotseatError."""
    if story != "new":
        _story(desk, story)
    return desk.story_bank.save(form.fields, _tags(desk, form), None if story == "new" else story)


def drop_story(desk: Desk, story: str) -> None:
    """Drop one. Raises a 404."""
    _story(desk, story)
    desk.story_bank.drop(story)


def _story(desk: Desk, story: str) -> OwnStory:
    try:
        return desk.story_bank.one(story)
    except WrongInput as error:
        raise not_found(error) from error


def _tags(desk: Desk, form: Form) -> list[str]:
    return [tag for tag in desk.bank.loops().story_tags if form.text(f"tag-{tag}")]


PART_SAYS = {
    "situation": "Where and when, in a sentence or two. A number or a date makes it real.",
    "task": "What was asked of you, and what was at stake.",
    "action": "What you did, step by step, and why. Most of the time goes here; say I.",
    "result": "What came of it, in numbers, and for whom.",
    "learning": "What you would do differently, and where you have since.",
}
