"""Stories and explanations, one after the other, with follow-ups that depend on what was not in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hotseat.bank.shelf import Bank
from hotseat.grader.gates import gate
from hotseat.model.behavioural import BehaviouralUnit, ToldFollowup
from hotseat.model.errors import HotseatError, WrongInput
from hotseat.model.loop import BEHAVIOURAL, LoopEvent
from hotseat.model.scorecard import Score
from hotseat.practice.rounds.protocol import Drawable, Peek, Room, Said
from hotseat.practice.telling import Heard
from hotseat.scorecard.behavioural import Told, behavioural_scores
from hotseat.scorecard.sitting import RoundState, Sitting

FOLLOWUP_MINUTES = 2.0
MOST_FOLLOWUPS = 2
THANKS = ("Thank you.", "I see.", "Good, thank you.")


@dataclass(frozen=True)
class Place:
    """Where the round stands. followup: from 0, None for the prompt itself."""

    item: int
    followup: int | None


@dataclass(frozen=True)
class BehaviouralView:
    """What the page shows. asks: what is asked now; box: the name of the draft."""

    unit: BehaviouralUnit
    place: Place
    count: int
    asks: str
    box: str
    draft: str
    said: tuple[Said, ...]


class BehaviouralRound:
    """Telling of oneself, and explaining to a layperson."""

    kind = BEHAVIOURAL
    actions = ("answer",)

    def pool(self, bank: Bank) -> list[Drawable]:
        """Every prompt, with time for follow-ups."""
        return [
            Drawable(each.slug, each.title, each.topics, each.level, each.minutes + FOLLOWUP_MINUTES)
            for each in bank.behavioural()
        ]

    def view(self, room: Room, sitting: Sitting, state: RoundState) -> BehaviouralView | None:
        """The prompt or follow-up that is open; None when all were answered."""
        place = self._place(room, state)
        if place is None:
            return None
        unit = room.bank.told(state.drawn.units[place.item])
        open_ = self._followups(room, state, place.item) if place.followup is not None else ()
        asks = unit.prompt if place.followup is None else open_[place.followup].ask
        box = _box(place)
        said = _said(state, place)
        return BehaviouralView(
            unit, place, len(state.drawn.units), asks, box, room.draft(sitting, state, box) or "", said
        )

    def peek(self, room: Room, sitting: Sitting, state: RoundState) -> Peek | None:
        """What to listen for, and what is being told."""
        place = self._place(room, state)
        if place is None:
            return None
        unit = room.bank.told(state.drawn.units[place.item])
        asked = (
            self._followups(room, state, place.item)[place.followup] if place.followup is not None else None
        )
        facts = [("Listen for", unit.listens)]
        facts += [(f"Level {number}", says) for number, says in enumerate(unit.levels, 1)]
        facts += [(f"Follow-up ({each.when}): {each.ask}", each.answer) for each in unit.followups]
        points = tuple((each.id, each.says) for each in unit.rubric.points) if unit.rubric else ()
        writing = (("answer", room.draft(sitting, state, _box(place)) or ""),)
        asks, model = (asked.ask, asked.answer) if asked else (unit.prompt, unit.model)
        return Peek(place.item, unit.title, asks, model, tuple(facts), points, writing)

    def act(
        self, room: Room, sitting: Sitting, state: RoundState, action: str, fields: Mapping[str, str]
    ) -> None:
        """Take the answer to what is open. Raises WrongInput when it was answered already, or is empty."""
        place = self._place(room, state)
        if place is None or fields.get("box", _box(place)) != _box(place):
            raise WrongInput("This was answered already.", "", "Go on with what is shown.")
        text = fields.get("response", "")
        if not text.strip():
            raise WrongInput("There is no answer yet.", "", "Tell it; 'I have no such story' moves on.")
        self._take(room, sitting, state, place, text)

    def settle(self, room: Room, sitting: Sitting, state: RoundState) -> dict[str, Any]:
        """Hand in what was being told."""
        place = self._place(room, state)
        text = (room.draft(sitting, state, _box(place)) or "") if place else ""
        if place is None or not text.strip():
            return {}
        try:
            self._take(room, sitting, state, place, text)
        except HotseatError as error:
            return {"not_taken": error.what}
        return {"taken": _box(place)}

    def scores(self, room: Room, sitting: Sitting, state: RoundState) -> list[Score]:
        """Situation, own action, result, reflection, scope; and plain speech where something was explained."""
        told = [_told(room, state, event) for event in state.of("handed-in")]
        return behavioural_scores(told, len(state.drawn.units))

    def _take(self, room: Room, sitting: Sitting, state: RoundState, place: Place, text: str) -> None:
        if place.followup is None:
            heard = room.desk.tellings.answer(state.drawn.units[place.item], text)
            room.write(sitting, "handed-in", {"item": place.item, "id": heard.answer.id, **_facts(heard)})
            return
        asked = self._followups(room, state, place.item)[place.followup]
        said = "" if gate(asked.ask, text) else text
        detail = {
            "item": place.item, "number": place.followup + 1, "asked": asked.ask, "when": asked.when,
            "text": text[:20_000], "is_answer": bool(said),
        }  # fmt: skip
        room.write(sitting, "followed-up", detail)

    def _place(self, room: Room, state: RoundState) -> Place | None:
        for item in range(len(state.drawn.units)):
            if not state.of("handed-in", item):
                return Place(item, None)
            followed = state.of("followed-up", item)
            if len(followed) < len(self._followups(room, state, item)):
                return Place(item, len(followed))
        return None

    def _followups(self, room: Room, state: RoundState, item: int) -> Sequence[ToldFollowup]:
        """What is asked after an answer: what was not in it first."""
        facts = state.of("handed-in", item)[0].detail
        if facts.get("gate") is not None:
            return ()
        unit = room.bank.told(state.drawn.units[item])
        return unit.asked_next(tuple(facts.get("flags", ())))[:MOST_FOLLOWUPS]


def _box(place: Place) -> str:
    return f"{place.item}" if place.followup is None else f"{place.item}-{place.followup + 1}"


def _said(state: RoundState, place: Place) -> tuple[Said, ...]:
    if place.item == 0 and place.followup is None:
        return (Said("interviewer", state.drawn.format.opening),)
    if place.followup is None:
        return (Said("interviewer", THANKS[place.item % len(THANKS)]),)
    return ()


def _facts(heard: Heard) -> dict[str, Any]:
    """What is needed of an answer later, so that nobody has to look at it again."""
    text = heard.answer.response
    return {
        "gate": heard.feedback.gate,
        "flags": [flag.id for flag in heard.feedback.flags],
        "levels": {each.competency: each.level for each in heard.levels},
        "because": {each.competency: each.because for each in heard.levels},
        "quotes": {
            each.competency: text[each.evidence[0].start : each.evidence[0].end]
            for each in heard.levels
            if each.evidence
        },
    }


def _told(room: Room, state: RoundState, event: LoopEvent) -> Told:
    """An answer as it counts: with the candidate's own ratings where there are any."""
    unit = room.bank.told(state.drawn.units[int(event.detail["item"])])
    answer_id = str(event.detail["id"])
    newer = room.store.answers.revision(room.learner, answer_id)
    rated = room.store.answers.one(newer) if newer else None
    levels = rated.detail.get("levels", {}) if rated else event.detail.get("levels", {})
    return Told(
        title=unit.title,
        link=f"/told/{answer_id}",
        levels=levels,
        because=event.detail.get("because", {}),
        quotes=event.detail.get("quotes", {}),
        is_self=rated is not None,
    )
