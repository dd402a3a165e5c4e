"""Stories and explanations: told, looked at, recorded; what cannot be judged offline is left to the candidate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from hotseat.bank.shelf import Bank
from hotseat.grader.plain_speech import analyse_explanation
from hotseat.grader.stories import analyse_story
from hotseat.model.answer import BEHAVIOURAL, Answer
from hotseat.model.behavioural import (
    BehaviouralUnit,
    ExplanationFeedback,
    Level,
    StoryFeedback,
    ToldFollowup,
)
from hotseat.model.errors import WrongInput
from hotseat.practice.response import check_response
from hotseat.practice.seal import Seal
from hotseat.practice.submission import checked_seconds
from hotseat.store.record import Store

Feedback = StoryFeedback | ExplanationFeedback
LEVELS = range(1, 5)


@dataclass(frozen=True)
class TellingLine:
    """A prompt as lists show it. answers: told, not counting second looks; last_at: None when it is new."""

    unit: BehaviouralUnit
    answers: int
    last_at: datetime | None


@dataclass(frozen=True)
class Heard:
    """An answer, what can be shown about it, and its levels: judged, rated by the candidate, or open."""

    unit: BehaviouralUnit
    answer: Answer
    feedback: Feedback
    levels: tuple[Level, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """The competencies that were not judged, which the candidate may rate by the unit's rubric."""
        return tuple(each.competency for each in self.levels if each.level is None)

    @property
    def followups(self) -> tuple[ToldFollowup, ...]:
        """What the interviewer asks next, by what was or was not in the answer."""
        return self.unit.asked_next(tuple(flag.id for flag in self.feedback.flags))


class Tellings:
    """One learner's stories and explanations. They are no part of the reviews."""

    def __init__(
        self, store: Store, bank: Bank, seal: Seal, learner: str, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._bank = bank
        self._seal = seal
        self._learner = learner
        self._now = now

    def lines(self, kind: str | None = None) -> list[TellingLine]:
        """Every prompt, or those of a kind ("story", "layperson"), by slug."""
        counts: dict[str, int] = {}
        last: dict[str, datetime] = {}
        for line in self._store.answers.lines(self._learner, BEHAVIOURAL):
            counts[line.unit] = counts.get(line.unit, 0) + (line.by != "self")
            last[line.unit] = line.at
        return [
            TellingLine(unit, counts.get(unit.slug, 0), last.get(unit.slug))
            for unit in self._bank.behavioural()
            if kind in (None, unit.kind)
        ]

    def unit(self, slug: str) -> BehaviouralUnit:
        """One prompt. Raises HotseatError when it is not known, Sealed where a running interview asks it."""
        unit = self._bank.told(slug)
        self._seal.check(BEHAVIOURAL, slug)
        return unit

    def answer(self, slug: str, text: str, *, seconds: float | None = None) -> Heard:
        """Look at an answer and record it. Raises HotseatError for what is no text."""
        unit = self._bank.told(slug)
        text = check_response(text) if text.strip() else ""
        feedback = self.look(unit, text)
        levels = _levels(feedback)
        answer = replace(self._answer(unit, text, feedback, levels), seconds=checked_seconds(seconds))
        self._store.add(answer)
        return Heard(unit, answer, feedback, levels)

    def look(self, unit: BehaviouralUnit, text: str) -> Feedback:
        """What can be shown about an answer; nothing is recorded."""
        if unit.kind == "story":
            return analyse_story(unit.prompt, text)
        return analyse_explanation(unit, text, self._bank.vocabulary())

    def rate(self, answer_id: str, ratings: Mapping[str, int]) -> Heard:
        """Settle what was not judged by the candidate's own rating, recorded as that.

        Raises WrongInput for a level that is none, and where a competency was judged or is not looked at.
        """
        first = self.one(answer_id)
        for name, level in ratings.items():
            if name not in first.open:
                fix = f"Open are: {', '.join(first.open) or 'none'}."
                raise WrongInput(f"'{name[:40]}' is not open in this answer.", "", fix)
            if level not in LEVELS:
                raise WrongInput(f"{level} is not a level.", "", "Give 1, 2, 3 or 4.")
        levels = tuple(
            Level(each.competency, ratings[each.competency], "Rated by yourself.")
            if each.competency in ratings
            else each
            for each in first.levels
        )
        text = first.answer.response
        rated = self._answer(first.unit, text, first.feedback, levels)
        answer = replace(rated, by="self", detail={**rated.detail, "of": answer_id})
        self._store.add(answer)
        return Heard(first.unit, answer, first.feedback, levels)

    def one(self, answer_id: str) -> Heard:
        """A recorded answer, looked at again, with its recorded levels. Raises WrongInput when there is none."""
        answer = self._store.answers.one(answer_id)
        if answer is None or answer.learner != self._learner or answer.round != BEHAVIOURAL:
            raise WrongInput(f"There is no answer '{answer_id[:40]}'.", "", "Start from the list of prompts.")
        unit = self.unit(answer.unit)
        feedback = self.look(unit, answer.response)
        return Heard(unit, answer, feedback, _as_recorded(_levels(feedback), answer.detail))

    def latest(self, answer_id: str) -> Heard:
        """An answer as it counts: with the candidate's own ratings where there are any. Raises WrongInput."""
        newer = self._store.answers.revision(self._learner, answer_id)
        return self.one(newer or answer_id)

    def _answer(
        self, unit: BehaviouralUnit, text: str, feedback: Feedback, levels: tuple[Level, ...]
    ) -> Answer:
        credit, possible = worth(levels)
        detail: dict[str, Any] = {
            "kind": unit.kind,
            "levels": {each.competency: each.level for each in levels},
            "flags": [flag.id for flag in feedback.flags],
            "gate": feedback.gate,
            "words": feedback.words,
        }
        return Answer(
            id=str(uuid4()),
            unit=unit.slug,
            round=BEHAVIOURAL,
            at=self._now(),
            response=text,
            credit=credit,
            possible=possible,
            by="offline",
            detail=detail,
            learner=self._learner,
        )


def worth(levels: tuple[Level, ...]) -> tuple[float, float]:
    """Levels as shares of full marks: the mean of (level - 1) / 3, what was not judged as 0 and as 1."""
    sure = [0.0 if each.level is None else (each.level - 1) / 3 for each in levels]
    could = [1.0 if each.level is None else (each.level - 1) / 3 for each in levels]
    return round(sum(sure) / len(levels), 6), round(sum(could) / len(levels), 6)


def _levels(feedback: Feedback) -> tuple[Level, ...]:
    return feedback.levels if isinstance(feedback, StoryFeedback) else (feedback.level,)


def _as_recorded(levels: tuple[Level, ...], detail: Mapping[str, Any]) -> tuple[Level, ...]:
    """The levels as they were when the answer was given, or rated since."""
    recorded = detail.get("levels", {})
    found = []
    for each in levels:
        level = recorded.get(each.competency, each.level)
        because = each.because if level == each.level else "As it was recorded."
        if "of" in detail and level != each.level:
            because = "Rated by yourself."
        found.append(Level(each.competency, level, because, each.evidence))
    return tuple(found)
