"""Questions, one after the other, with follow-ups that depend on what was covered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotseat.bank.shelf import Bank
from hotseat.grader import assess
from hotseat.model.assessment import Mark
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.loop import CONCEPTS, LoopEvent
from hotseat.model.question import Option, QuestionUnit
from hotseat.model.scorecard import How, Score
from hotseat.practice.asking import Graded
from hotseat.practice.interviewer import noted_before, take_note
from hotseat.practice.rounds.protocol import Drawable, Peek, Room, Said
from hotseat.scorecard.concepts import Answered, Followed, concept_scores
from hotseat.scorecard.sitting import RoundState, Sitting

FOLLOWUP_MINUTES = 1.5
SHORT_ROUND_MINUTES = 20
GOES_DEEPER = 0.5
CHOICE_WEIGHT = 2.0
SECOND = ("I have the picture.", "Good.", "All right.")
MOVES_ON = ("Let us move on.", "Next one.", "Something else.")


@dataclass(frozen=True)
class Place:
    """Where a round of questions stands. followup: from 0, None for the question itself."""

    item: int
    followup: int | None


@dataclass(frozen=True)
class ConceptView:
    """What the page shows. asks: what is asked now; box: the name of the draft; said: the last thing said."""

    unit: QuestionUnit
    place: Place
    count: int
    asks: str
    box: str
    draft: str
    options: tuple[Option, ...]
    said: tuple[Said, ...]


class ConceptRound:
    """Breadth and depth."""

    kind = CONCEPTS
    actions = ("answer",)

    def pool(self, bank: Bank) -> list[Drawable]:
        """Every question, with time for a follow-up or two."""
        return [
            Drawable(each.slug, each.title, each.topics, each.level, each.minutes * 0.75 + FOLLOWUP_MINUTES)
            for each in bank.questions()
        ]

    def view(self, room: Room, sitting: Sitting, state: RoundState) -> ConceptView | None:
        """The question or follow-up that is open; None when all were answered."""
        place = self._place(room, state)
        if place is None:
            return None
        unit = room.bank.question(state.drawn.units[place.item])
        box = _box(place)
        asks = _asks(unit, place)
        is_choice = unit.rubric is None and place.followup is None
        options = room.desk.questions.options(unit.slug, _seed(sitting, state, place)) if is_choice else []
        draft = room.draft(sitting, state, box) or ""
        return ConceptView(
            unit, place, len(state.drawn.units), asks, box, draft, tuple(options), _said(state, place)
        )

    def peek(self, room: Room, sitting: Sitting, state: RoundState) -> Peek | None:
        """The model answer, the rubric and what is being written."""
        place = self._place(room, state)
        if place is None:
            return None
        unit = room.bank.question(state.drawn.units[place.item])
        box = _box(place)
        writing = (("answer", room.draft(sitting, state, box) or ""),)
        if place.followup is not None:
            asked = unit.followups[place.followup]
            points = tuple((each.id, each.says) for each in asked.points)
            return Peek(place.item, unit.title, asked.ask, asked.answer, (), points, writing)
        rubric = unit.rubric
        points = tuple((each.id, each.says) for each in rubric.points) if rubric else ()
        wrong = (
            tuple((f"Not so: {each.says}", each.correction) for each in rubric.misconceptions)
            if rubric
            else ()
        )
        facts = wrong + tuple((each.ask, each.answer) for each in unit.followups)
        return Peek(place.item, unit.title, unit.question, unit.answer, facts, points, writing)

    def act(
        self, room: Room, sitting: Sitting, state: RoundState, action: str, fields: Mapping[str, str]
    ) -> None:
        """Take the answer to what is open. Raises WrongInput when it was answered already, or is empty."""
        place = self._place(room, state)
        if place is None or fields.get("box", _box(place)) != _box(place):
            raise WrongInput("This was answered already.", "", "Go on with the question that is shown.")
        text = fields.get("response", "")
        if not text.strip():
            raise WrongInput("There is no answer yet.", "", "Say what you think; 'I don't know' moves on.")
        self._take(room, sitting, state, place, text, fields.get("seconds"))
        unit = room.bank.question(state.drawn.units[place.item])
        take_note(room, sitting, _box(place), _asks(unit, place), text)

    def settle(self, room: Room, sitting: Sitting, state: RoundState) -> dict[str, Any]:
        """Hand in the answer that was being written."""
        place = self._place(room, state)
        text = (room.draft(sitting, state, _box(place)) or "") if place else ""
        if place is None or not text.strip():
            return {}
        try:
            self._take(room, sitting, state, place, text, None)
        except HotseatError as error:
            return {"not_taken": error.what}
        return {"taken": _box(place)}

    def scores(self, room: Room, sitting: Sitting, state: RoundState) -> list[Score]:
        """Recall, intuition, trade-offs and depth."""
        answers = []
        for event in state.of("handed-in"):
            graded = room.desk.questions.counted(str(event.detail["id"]))
            answers.append(_answered(graded, _ticked(state, int(event.detail["item"]))))
        followed = [_followed(room, state, event) for event in state.of("followed-up")]
        return concept_scores(answers, followed, len(state.drawn.units))

    def _take(
        self, room: Room, sitting: Sitting, state: RoundState, place: Place, text: str, seconds: str | None
    ) -> None:
        unit = room.bank.question(state.drawn.units[place.item])
        if place.followup is not None:
            followup = unit.followups[place.followup]
            rubric = unit.rubric_of(followup)
            worth = assess(followup.ask, rubric, text) if rubric else None
            detail = {
                "item": place.item,
                "number": place.followup + 1,
                "text": text[:20_000],
                "credit": worth.credit if worth else None,
                "possible": worth.possible if worth else None,
                "gate": worth.gate if worth else None,
            }
            room.write(sitting, "followed-up", detail)
            return
        taken = float(seconds) if seconds and seconds.replace(".", "", 1).isdigit() else None
        if unit.rubric is None:
            graded = room.desk.questions.choose(unit.slug, _seed(sitting, state, place), text, seconds=taken)
        else:
            graded = room.desk.questions.answer(unit.slug, text, seconds=taken)
        room.write(
            sitting, "handed-in", {"item": place.item, "id": graded.answer.id, "credit": graded.answer.credit}
        )

    def _place(self, room: Room, state: RoundState) -> Place | None:
        """The first thing that was not answered."""
        for item, slug in enumerate(state.drawn.units):
            handed = state.of("handed-in", item)
            if not handed:
                return Place(item, None)
            followed = state.of("followed-up", item)
            unit = room.bank.question(slug)
            if len(followed) < min(_wanted(handed[0], followed, state), len(unit.followups)):
                return Place(item, len(followed))
        return None


def _wanted(handed: LoopEvent, followed: list[LoopEvent], state: RoundState) -> int:
    """How many follow-ups there are after this answer: one where it covered a half, two where that one did too."""
    if float(handed.detail.get("credit", 0.0)) < GOES_DEEPER:
        return 0
    if state.drawn.format.minutes < SHORT_ROUND_MINUTES or not followed:
        return 1
    credit = followed[0].detail.get("credit")
    has_text = len(str(followed[0].detail.get("text", "")).split()) >= 5
    return 2 if (has_text if credit is None else float(credit) >= GOES_DEEPER) else 1


def _asks(unit: QuestionUnit, place: Place) -> str:
    return unit.question if place.followup is None else unit.followups[place.followup].ask


def _box(place: Place) -> str:
    return f"{place.item}" if place.followup is None else f"{place.item}-{place.followup + 1}"


def _seed(sitting: Sitting, state: RoundState, place: Place) -> int:
    return (sitting.loop.seed + 31 * state.number + place.item) % 2**32


def _said(state: RoundState, place: Place) -> tuple[Said, ...]:
    """What the interviewer says before asking."""
    if place.item == 0 and place.followup is None:
        return (Said("interviewer", state.drawn.format.opening),)
    words = SECOND if place.followup is not None else MOVES_ON
    note = noted_before(state, place.item, place.followup)
    return (Said("interviewer", note or words[place.item % len(words)]),)


def _ticked(state: RoundState, item: int) -> dict[str, Mark]:
    """The points that another person ticked or took back, the last word for each."""
    return {
        str(each.detail["point"]): Mark.COVERED if each.detail.get("is_said") else Mark.MISSING
        for each in state.of("noted", item)
        if "point" in each.detail
    }


def _answered(graded: Graded, ticked: Mapping[str, Mark]) -> Answered:
    """A graded answer by facets. ticked: marks of another person, which stand above the grader's."""
    unit, link = graded.unit, f"/answers/{graded.answer.id}"
    if unit.rubric is None or graded.assessment is None:
        weights = {"recall": CHOICE_WEIGHT}
        sure = {"recall": CHOICE_WEIGHT * graded.answer.credit}
        return Answered(unit.title, link, sure, {}, weights, (), has_major=False, how="computed")
    marks = {each.point: each.mark for each in graded.assessment.marks} | dict(ticked)
    sure, undecided, weights = dict[str, float](), dict[str, float](), dict[str, float]()
    for point in unit.rubric.points:
        mark = marks.get(point.id, Mark.MISSING)
        weights[point.facet] = weights.get(point.facet, 0.0) + point.weight
        worth = {Mark.COVERED: 1.0, Mark.PARTLY: 0.5}.get(mark, 0.0)
        sure[point.facet] = sure.get(point.facet, 0.0) + point.weight * worth
        if mark is Mark.CANNOT_TELL:
            undecided[point.facet] = undecided.get(point.facet, 0.0) + point.weight
    held = {each.misconception for each in graded.assessment.misconceptions}
    wrong = [each for each in unit.rubric.misconceptions if each.id in held]
    how: How = "peer" if ticked else "self" if graded.answer.by == "self" else "rubric"
    says = tuple(each.correction for each in wrong)
    has_major = any(each.is_major for each in wrong)
    return Answered(unit.title, link, sure, undecided, weights, says, has_major=has_major, how=how)


def _followed(room: Room, state: RoundState, event: LoopEvent) -> Followed:
    item, number = int(event.detail["item"]), int(event.detail["number"])
    unit = room.bank.question(state.drawn.units[item])
    answers = {int(each.detail["item"]): str(each.detail["id"]) for each in state.of("handed-in")}
    link = f"/answers/{answers[item]}" if item in answers else f"/questions/{unit.slug}"
    credit = event.detail.get("credit")
    return Followed(unit.title, link, number, None if credit is None else float(credit))
