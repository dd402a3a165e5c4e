"""The diagnostic: at most 25 minutes of questions and drills, each chosen by the answers before it.

Nothing but its beginning, its end and what was passed over is kept; where it stands is read from the answers since.
Only the time on questions counts, so that it may be left and taken up again.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from hotseat.bank.shelf import Bank
from hotseat.model.answer import SCHEDULED
from hotseat.model.errors import WrongInput
from hotseat.model.evidence import DIFFICULTY, Evidence, Item
from hotseat.practice.asking import PASS
from hotseat.practice.standing import CODING, items_of, minutes_of
from hotseat.store.record import Store

if TYPE_CHECKING:
    from hotseat.learner.diagnostic import Placement
    from hotseat.learner.mastery import Mastery
    from hotseat.practice.desk import Desk

NAME = "diagnostic"
UNKNOWN = "I don't know"
LEAST_MINUTES, MOST_MINUTES = 5, 25


@dataclass(frozen=True)
class Run:
    """A diagnostic that was begun. minutes: for answers; skipped: units that were passed over."""

    at: datetime
    minutes: int
    skipped: frozenset[str] = frozenset()
    ended: datetime | None = None


@dataclass(frozen=True)
class Diagnosis:
    """Where a diagnostic stands. answers: since it began, oldest first; item: asked now, None when it is over."""

    run: Run
    answers: tuple[Evidence, ...]
    item: Item | None
    mastery: "Mastery" = field(repr=False)

    @property
    def left(self) -> float:
        """Minutes that are left for answers."""
        return max(0.0, self.run.minutes - sum(minutes_of(each) for each in self.answers))

    @cached_property
    def placed(self) -> "Placement":
        """Where the answers put the candidate."""
        from hotseat.learner.diagnostic import placement

        return placement(self.mastery)

    @property
    def seed(self) -> int:
        """Of the exercise or the order of options that is shown; the same after a reload."""
        unit = self.item.unit if self.item else ""
        return zlib.crc32(f"{self.run.at.isoformat()} {unit}".encode())


class Diagnostic:
    """One learner's latest diagnostic."""

    def __init__(self, desk: "Desk", store: Store, bank: Bank, now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._store = store
        self._bank = bank
        self._now = now

    def run(self) -> Run | None:
        """The latest one, over or not; None before the first."""
        text = self._store.cards.setting(self._desk.learner, NAME)
        return None if text is None else _read(json.loads(text))

    def start(self, minutes: int = MOST_MINUTES) -> None:
        """Begin a new one. Raises WrongInput for a length that it cannot have."""
        if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
            fix = f"Give {LEAST_MINUTES} to {MOST_MINUTES} minutes."
            raise WrongInput(f"A diagnostic cannot take {minutes} minutes.", "", fix)
        self._keep(Run(self._now(), minutes))

    def end(self) -> None:
        """Stop here; what was answered counts."""
        run = self.run()
        if run is not None and run.ended is None:
            self._keep(replace(run, ended=self._now()))

    def now(self) -> Diagnosis | None:
        """Where the latest one stands; None before the first."""
        from hotseat.learner.diagnostic import next_item
        from hotseat.learner.mastery import estimate
        from hotseat.practice.arithmetic import on_one_thread

        run = self.run()
        if run is None:
            return None
        items = items_of(self._bank)
        evidence = self._desk.progress.evidence(items)
        answers = tuple(each for each in evidence if run.at <= each.at <= (run.ended or self._now()))
        at = (
            answers[-1].at if answers else run.at
        )  # not the present moment: a reload must not change the choice
        with on_one_thread():
            found = Diagnosis(run, answers, None, estimate(evidence, self._bank.syllabus(), at))
            if run.ended is None:
                closed = run.skipped | self._desk.questions.sealed()
                candidates = [each for each in items if _may_be_asked(each) and each.unit not in closed]
                found = replace(found, item=next_item(found.mastery, candidates, found.left))
        return found

    def answer(
        self, unit: str, response: str, *, seconds: float | None = None, is_skipped: bool = False
    ) -> None:
        """Grade and record the answer to the unit that is asked now; one to another unit came twice and is dropped.

        is_skipped: "I don't know", which counts; a problem is passed over. Raises HotseatError for what cannot be read.
        """
        now = self.now()
        if now is None or now.item is None or now.item.unit != unit:
            return
        if now.item.round == CODING:
            self._keep(replace(now.run, skipped=now.run.skipped | {unit}))
        elif now.item.round == "drill":
            self._desk.drills.answer(unit, now.seed, response, seconds=seconds, is_shown=is_skipped)
        else:
            self._answer_question(now, response, seconds, is_skipped=is_skipped)

    def _answer_question(
        self, now: Diagnosis, response: str, seconds: float | None, *, is_skipped: bool
    ) -> None:
        assert now.item is not None
        question, questions = self._bank.question(now.item.unit), self._desk.questions
        if question.rubric is None:
            letters = PASS if is_skipped else response
            questions.choose(question.slug, now.seed, letters, seconds=seconds)
        elif is_skipped or response.strip():
            questions.answer(question.slug, UNKNOWN if is_skipped else response, seconds=seconds)
        else:
            fix = "Write what you would say, or say that you don't know."
            raise WrongInput("There is no answer yet.", "", fix)

    def _keep(self, run: Run) -> None:
        value = {
            "at": run.at.isoformat(),
            "minutes": run.minutes,
            "skipped": sorted(run.skipped),
            "ended": run.ended.isoformat() if run.ended else None,
        }
        self._store.cards.set(self._desk.learner, NAME, json.dumps(value))


def _may_be_asked(item: Item) -> bool:
    """Questions and drills; a problem only to warm up with."""
    return item.round in SCHEDULED or (item.round == CODING and item.difficulty == DIFFICULTY["warmup"])


def _read(value: Mapping[str, object]) -> Run:
    ended, skipped = value["ended"], value["skipped"]
    assert isinstance(skipped, list)
    return Run(
        datetime.fromisoformat(str(value["at"])),
        int(str(value["minutes"])),
        frozenset(map(str, skipped)),
        datetime.fromisoformat(str(ended)) if ended else None,
    )
